"""How the software of forums and Q&A sites writes a thread: one row each. All names are CSS selectors."""

from __future__ import annotations

from dataclasses import dataclass

from ..markers import ANSWER_NAME


@dataclass(frozen=True, kw_only=True)
class Engine:
    """How one piece of software writes the posts of a thread."""

    name: str
    markers: tuple[bytes, ...]
    """Bytes of which a page of it holds one."""
    title: str
    """The thread's title."""
    post: str
    """What holds a post, with its author and standing."""
    text: str
    """What a post says."""
    author: str
    """In a post, who wrote it."""
    author_attribute: str = ""
    """The attribute of a post that says the same."""
    asks: str = ""
    """The post that asks, where the software itself parts questions from answers; else the first one asks."""
    accepted: str = ""
    """A post that is the accepted answer, or a sign in it."""
    votes: str = ""
    """In a post, its score."""
    first_id: str = ""
    """The id of the first post of a thread, where ids count the posts."""
    is_plain: bool = False
    """Whether other pages use such names, too: it is a thread only if its posts are signed."""
    has_roles: bool = False
    """Whether the posts of the page are one question and its answers, and no talk."""


ENGINES = (
    Engine(
        name="Askbot and OSQA",
        markers=(b"post-update-info",),
        title="h1.section-title, h1",
        post="#question-table, .question, .answer",
        text=".question-body, .answer-body, .post-body",
        author=".post-update-info a[href*=user], .post-update-info p:last-of-type span, .post-update-info",
        asks="#question-table, .question",
        accepted=".accepted-answer",
        votes=".vote-number, .post-score",
        has_roles=True,
    ),
    Engine(
        name="Stack Exchange",
        markers=(b"js-post-body", b"data-questionid", b"post-text"),
        title="#question-header h1, h1[itemprop=name], h1:has(.question-hyperlink), h1",
        post="#question, .question, .answer",
        text=".js-post-body, .post-text, .s-prose",
        author=".post-signature.owner .user-details a, .user-details [itemprop=name], .user-details a",
        asks="#question, .question",
        accepted=".accepted-answer",
        votes=".js-vote-count, .vote-count-post",
        has_roles=True,
    ),
    Engine(
        name="Question2Answer",
        markers=(b"qa-q-view", b"qa-a-list"),
        title=".qa-main-heading h1, .qa-main h1",
        post=".qa-q-view, .qa-a-list-item",
        text=".qa-q-view-content, .qa-a-item-content",
        author=".qa-q-view-who-data, .qa-a-item-who-data",
        asks=".qa-q-view",
        accepted=".qa-a-list-item-selected, .qa-a-selected",
        votes=".qa-netvote-count-data",
        has_roles=True,
    ),
    Engine(
        name="AnsPress",
        markers=(b"ap-answer", b"ap-q-content"),
        title="h1.entry-title, .ap-question-title, .question-title, h1",
        post="[ap=question], [ap=answer], #question, .ap-question, .answer, .ap-answer",
        text=".ap-q-content, .question-content, .ap-answer-content, .answer-content",
        author=".ap-author [itemprop=name], .ap-author a, .ap-author, .author",
        asks="[ap=question], #question, .ap-question",
        accepted=".best-answer, .ap-best-answer",
        votes=".votes-net-count, .ap-vote-count",
        has_roles=True,
    ),
    Engine(
        name="DW Q&A",
        markers=(b"dwqa-",),
        title=".dwqa-question-title, h1.dwqa-title, h1.entry-title, h1",
        post=".dwqa-question-item, .dwqa-answer-item, .dwqa-question, .dwqa-answer",
        text=".dwqa-question-content, .dwqa-answer-content",
        author=".dwqa-author, .dwqa-question-meta a, .dwqa-answer-meta a",
        asks=".dwqa-question-item, .dwqa-question",
        accepted=".dwqa-best-answer, .dwqa-pick-best-answer.dwqa-picked",
        votes=".dwqa-vote-count",
        has_roles=True,
    ),
    Engine(
        name="bbPress",
        markers=(b"bbp-",),
        title="h1.entry-title, .bbp-topic-title, h1",
        post=".type-topic, .type-reply, .bbp-topic, .bbp-reply",
        text=".bbp-topic-content, .bbp-reply-content",
        author=".bbp-author-name, .bbp-author-link, .bbp-topic-author, .bbp-reply-author",
        asks=".type-topic, .bbp-topic",
        accepted=".bbp-best-answer, .best-answer",
    ),
    Engine(
        name="Discourse",
        markers=(b"crawler-post", b"cooked"),
        title="#topic-title h1, .title-wrapper h1, h1",
        post=".crawler-post, .topic-post, article[data-post-id]",
        text=".crawler-post > .post, .cooked",
        author=".creator [itemprop=name], .creator, .names .username, .names a, .username",
        accepted=".accepted-answer, .accepted, .accepted-text",
        first_id="post_1",
    ),
    Engine(
        name="phpBB",
        markers=(b"postbody",),
        title=".topic-title, h2:has(> a[href*=viewtopic])",
        post=".post",
        text=".postbody .content",
        author=".author .username, .author .username-coloured, .postprofile .username, .postprofile .username-coloured,"
        " .postprofile dt a, .postprofile strong, .author strong, .postprofile dt, .author",
        accepted=".bestanswer, .best-answer, .solution, .post-solved",
    ),
    Engine(
        name="phpBB 2",
        markers=(b"maintitle",),
        title="a.maintitle",
        post="tr:has(.name):has(.postbody)",
        text="td:has(> .postbody)",
        author=".name",
    ),
    Engine(
        name="vBulletin",
        markers=(b"postcontent", b"post_message_", b"js-post__content"),
        title=".threadtitle, h1.main-title, #pagetitle h1, .navbar > strong",
        post="li.postbit, li.postbitlegacy, li.postcontainer, table[id^=post], li.b-post, div.b-post",
        text=".postcontent, div[id^=post_message_], .js-post__content-text",
        author=".username, .bigusername, .author",
    ),
    Engine(
        name="XenForo",
        markers=(b"message--post", b"messageText"),
        title="h1.p-title-value, .titleBar h1",
        post=".message--post, li.message",
        text=".message-body .bbWrapper, .messageText",
        author=".message-name, .username",
        author_attribute="data-author",
        accepted=".message--solution, .is-solution",
        votes=".contentVote-score",
    ),
    Engine(
        name="Simple Machines",
        markers=(b"forumposts", b"post_wrapper"),
        title=".display_title, h5[id^=subject_], div[id^=subject_], #top_subject",
        post=".post_wrapper",
        text=".post .inner",
        author=".poster h4",
    ),
    Engine(
        name="MyBB",
        markers=(b"post_body",),
        title=".thead strong, .thread-title",
        post="div.post[id^=post_]",
        text=".post_body",
        author=".author_information .largetext, .author_information strong",
    ),
    Engine(
        name="Invision",
        markers=(b"commentContent",),
        title="h1.ipsType_pageTitle, .ipsPageHeader h1",
        post="article.ipsComment, article[id^=elComment], .cPost",
        text="[data-role=commentContent]",
        author=".cAuthorPane_author, .ipsComment_author strong, .ipsEntry__author a, .ipsEntry__username",
        accepted=".ipsComment_solved, .cAnswerBest, .ipsBox--solved",
        votes=".cAnswerRate strong, .cAnswerRating",
    ),
    Engine(
        name="Invision 3",
        markers=(b"post_block",),
        title="h1.ipsType_pagetitle, .main_topic_title, .maintitle",
        post=".post_block",
        text=".entry-content",
        author=".author .fn, .author",
    ),
    Engine(
        name="Kunena",
        markers=(b"kmsg",),
        title="#kunena h1, #Kunena h1",
        post=".message:has(.kmsg), .kblock:has(.kmsgtext)",
        text=".kmsgtext, .kmsg:not(:has(.kmsgtext))",
        author="[class*=kwho-]",
    ),
    Engine(
        name="Asgaros",
        markers=(b"af-wrapper",),
        title=".main-title-topic, #af-wrapper h1",
        post=".post-element",
        text=".post-message",
        author=".post-username a, .post-username",
    ),
    Engine(
        name="Drupal",
        markers=(b"node-forum", b"node--type-forum"),
        title="#page-title, .page-title, h1",
        post=".node-forum, .node--type-forum, .comment",
        text=".field-name-body, .field--name-body, .field-name-comment-body, .field--name-comment-body",
        author=".username",
        asks=".node-forum, .node--type-forum",
    ),
    Engine(
        name="Drupal, Advanced Forum",
        markers=(b"forum-post-content",),
        title="#page-title, .page-title, h1",
        post=".forum-post",
        text=".forum-post-content",
        author=".author-pane .author-name, .author-name, .username",
    ),
    Engine(
        name="Google Groups",
        markers=(b"html-blob",),
        title="h1",
        post="[data-doc-id]",
        text="html-blob",
        author="h3",
        author_attribute="data-author",
    ),
    Engine(
        name="wpForo",
        markers=(b"wpforo-post",),
        title=".wpforo-topic-title, .wpf-post-head-title, h1",
        post=".wpforo-post, [id^=wpf-post-]",
        text=".wpforo-post-content",
        author=".author-name, .wpf-author-name",
        accepted=".wpf-is-answer, .wpforo-best-answer",
        votes=".wpfvote-num",
    ),
    Engine(
        name="FluxBB",
        markers=(b"blockpost",),
        title=".crumbs li:last-child a, .blockpost .postright h3",
        post=".blockpost",
        text=".postmsg",
        author=".postleft dt",
    ),
    Engine(
        name="Discuz!",
        markers=(b"thread_subject",),
        title="#thread_subject",
        post="div[id^=post_]",
        text="[id^=postmessage_]",
        author=".pls .authi a, .authi a, .authi, .postauthor .postinfo, .postauthor cite",
        accepted=".rwdbst",
    ),
    Engine(
        name="WoltLab",
        markers=(b"wbbPost",),
        title="h1.contentTitle, .contentHeaderTitle h1, .boxHeadline h1",
        post=".wbbPost, .wbbThreadPostList article.message",
        text=".messageText",
        author=".messageAuthor .username, .username",
        accepted=".wbbPostBestAnswer",
    ),
    Engine(
        name="Khoros",
        markers=(b"lia-message-body-content",),
        title=".lia-message-subject h1, .lia-message-subject h2, .lia-message-subject h5, .lia-message-subject",
        post=".lia-linear-display-message-view, .lia-message-view-wrapper, .lia-message-view-display",
        text=".lia-message-body-content",
        author=".lia-user-name-link, .lia-user-name",
        accepted=".lia-accepted-solution",
    ),
    Engine(
        name="Flarum",
        markers=(b"Post-body",),
        title=".DiscussionHero-title, #flarum-content h1",
        post=".PostStream-item, article.Post, #flarum-content :has(> .Post-body)",
        text=".Post-body",
        author=".PostUser-name, .PostUser .username, .username, h3:not(.Post-body h3)",
        accepted=".Post--bestAnswer, .item-bestAnswerPost",
    ),
    Engine(
        name="Vanilla",
        markers=(b"userContent",),
        title=".PageTitle h1, .Discussion h1, h1",
        post=".ItemDiscussion, .ItemComment",
        text=".userContent",
        author=".Author .Username, .Author",
        accepted=".Accepted, .QnA-Accepted",
    ),
    Engine(
        name="NodeBB",
        markers=(b'component="post',),
        title='[component="topic/title"]',
        post='[component="post"]',
        text='[component="post/content"]',
        author=".username",
        author_attribute="data-username",
        accepted=".solved",
        votes='[component="post/vote-count"]',
    ),
    Engine(
        name="Reddit",
        markers=(b"<shreddit-post",),
        title="[slot=title]",
        post="shreddit-post, shreddit-comment[depth='0'], shreddit-comment:not([depth])",
        text="[slot=text-body], [slot=comment]",
        author="[slot=authorName], [slot=commentMeta] a",
        author_attribute="author",
        asks="shreddit-post",
    ),
    Engine(
        name="Reddit, old",
        markers=(b"usertext-body",),
        title=".link a.title",
        post=".thing.link, .nestedlisting > .thing.comment",
        text=".usertext-body",
        author=".author",
        author_attribute="data-author",
        asks=".thing.link",
    ),
    Engine(
        name="Lemmy",
        markers=(b"comment-node",),
        title=".post-title h1, .post-title h5",
        post=".post-listing, .comments:not(.comment .comments) > .comment",
        text="#postContent, .comment-content",
        author=".person-listing",
        asks=".post-listing",
    ),
    Engine(
        name="Mbin",
        markers=(b"entry-comment",),
        title=".entry h1, .entry h2",
        post=".entry, .entry-comment.comment-level--1",
        text=".entry__body > .content, .content.entry__body, .entry-comment > .content",
        author=".user-inline",
        asks=".entry",
    ),
    Engine(
        name="Lobsters",
        markers=(b"comments_subtree",),
        title=".story .u-url, .story .link a",
        post="#inside, .comments1 > .comments_subtree > .comment",
        text=".story_text, .comments1 > .comments_subtree > .comment .comment_text",
        author=".u-author, .byline a:not(:has(img))",
        asks="#inside",
    ),
    Engine(
        name="Hacker News",
        markers=(b"commtext",),
        title=".fatitem .titleline > a, .fatitem .storylink",
        post=".fatitem:has(.toptext), .comtr:has([indent='0']), .comtr:has(.ind img[width='0'])",
        text=".toptext, .commtext",
        author=".hnuser",
        asks=".fatitem",
    ),
    Engine(
        name="GitHub",
        markers=(b"js-comment-body",),
        title=".js-issue-title",
        post=".discussion-original, [id^=discussion-], .discussion-timeline-item, .js-comment-container",
        text=".js-comment-body, [id^=discussion-] .comment-body",
        author="a.author",
        accepted=".discussion-answered, .discussion-answer-badge",
    ),
    Engine(
        name="GitLab",
        markers=(b"note-text",),
        title="[data-testid=issue-title], .title-container h1, .detail-page-description .title, h1.title",
        post="#content-body, .note-comment",
        text=".description .md, .note-text",
        author=".issuable-meta .author-link, .detail-page-header .author-link, .note-header-author-name",
        asks="#content-body",
    ),
    Engine(
        name="Jira",
        markers=(b"activity-comment",),
        title="#summary-val",
        post=".issue-view, .activity-comment",
        text="#description-val, .activity-comment .action-body",
        author="#reporter-val, #peoplemodule dl:nth-of-type(2) dd, .action-details .user-hover",
        asks=".issue-view",
    ),
    Engine(
        name="Bugzilla",
        markers=(b"bz_comment_text",),
        title="#short_desc_nonedit_display",
        post=".bz_comment",
        text=".bz_comment_text",
        author=".bz_comment_user .fn, .bz_comment_user",
    ),
    Engine(
        name="Zendesk",
        markers=(b"community_comment",),
        title=".post-title",
        post=".post, .comment",
        text=".post-body, .comment-body",
        author=".post-meta a, .post-author a, .comment-author a, .post-author, .comment-author",
        asks=".post",
        accepted=".comment-official, .status-label-official",
        votes=".vote-sum",
    ),
    Engine(
        name="YaBB",
        markers=(b"YaBB.",),
        title=".titlebg b, .titlebg",
        post="table:has(.message)",
        text=".message",
        author="a[href*=viewprofile], td b",
    ),
    Engine(
        name="Pantip",
        markers=(b"display-post-story",),
        title=".display-post-title",
        post=".display-post-wrapper:not(.sub-comment)",
        text=".display-post-story",
        author=".display-post-name",
    ),
    Engine(
        name="schema.org",
        markers=(b"DiscussionForumPosting",),
        title="[itemprop~=headline], h1",
        post='[itemtype*="schema.org/DiscussionForumPosting"], [itemtype*="schema.org/Comment"]',
        text="[itemprop~=text], [itemprop~=articleBody]",
        author="[itemprop~=author] [itemprop~=name], [itemprop~=author], [itemprop~=creator]",
    ),
    Engine(
        name="plain names",
        markers=ANSWER_NAME,
        title=".question-title, .question h1, .question h2, h1",
        post=".question, .question-container, .answer",
        text=".question-body, .question-content, .question-text, .question_body, .question_content, .answer-body,"
        " .answer-content:not(:has(.answer-body)), .answer-text, .answer_body, .answer_content,"
        " .question > .body, .answer > .body, .question > .content, .answer > .content",
        author=".username, .userName, .user-name, .author, .user, [rel=author]",
        asks=".question, .question-container",
        accepted=".accepted, .accepted-answer, .best-answer, .is-accepted",
        votes=".votes, .vote-count, .score",
        is_plain=True,
    ),
)
MARKERS = tuple(dict.fromkeys(marker for engine in ENGINES for marker in engine.markers))
QUOTES = (
    "blockquote:has(cite), aside.quote, .quote, .quotecontent, .quotetitle, .quoteheader, .quotefooter,"
    " .topslice_quote, .botslice_quote, .bbcode_quote, blockquote.bbcode, .bbcode_container, .bbCodeBlock--quote,"
    " .bbCodeQuote, .bbc_standard_quote, .mycode_quote, .quotebox, .quoteBox, .ipsQuote, .PostMention, .UserQuote,"
    " div:has(> .smallfont + table), .ipsBlockquote, .citation, blockquote:has(.kmsgtext-quote), .gmail_quote,"
    " [id^=post-quote-container], table:has(td.quote), .embedQuote, .quoted-text, .quoted-switch"
)
"""What a post quotes, with the name of who said it."""
ASIDES = (
    ".signature, .user-signature, .author-signature, .postbit_signature, .bbp-signature, .bbp-reply-revision-log,"
    " .bbp-topic-revision-log, .notice, .comments, .comments-list, .comment, .qa-c-list-item, .postedit, .pstatus,"
    " .lia-message-signature, [data-excludequote], p.edit, .postbody ~ .gensmall"
)
"""Inside a post what is no part of it: comments, signatures, what was changed."""
ROBOTS = frozenset({"AutoModerator", "system", "discobot", "github-actions", "stale", "dependabot"})
"""Authors who are programs: what they say is of the rules of a forum."""
