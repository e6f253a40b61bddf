"""Threads: the title asks, each post that answers is an answer, and what else is said is neither."""

# ruff: noqa: E501 - a page is written as sites write it
from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.audit.reread import resolve
from pipeline.run.page import PageResult, parse
from pipeline.schema import HTML
from pipeline.text.clean import clean, clean_line

ADDRESS = "https://water.example.org/t/pump"
TITLE = "Why does the pump hum"
SAID = [
    ("ana", "<p>It hums since May. <b>What can I do?</b></p><h3>Is it the fuse?</h3><p>I did not look.</p>"),
    ("ben", "<p>Turn the shaft by hand.</p>"),
    ("ana", "<p>Thank you, I will.</p>"),
    ("cleo", "<p>Or oil it.</p><h3>Why oil?</h3><p>It is dry.</p>"),
]
ANSWERS = ["Turn the shaft by hand.", "Or oil it.\n\nWhy oil?\n\nIt is dry."]
Post = Callable[[int, str, str], str]


def page(title: str, post: Post, said: list[tuple[str, str]] | None = None) -> str:
    posts = "".join(post(number, author, text) for number, (author, text) in enumerate(said or SAID, start=1))
    return f"<!doctype html><title>{TITLE} - Water</title><body>{title}<div id=list>{posts}</div>"


def read(content: str, address: str = ADDRESS) -> PageResult:
    return parse(content, url=address, media_type=HTML)


def answers(result: PageResult) -> list[str]:
    return [record.answer for record in result.records]


def stack_exchange(number: int, author: str, text: str) -> str:
    kind = 'class="question" id="question" data-questionid="7"' if number == 1 else 'class="answer js-answer"'
    return (
        f'<div {kind}><div class="js-vote-count">{2 - number}</div><div class="s-prose js-post-body">{text}</div>'
        f'<div class="post-signature"><div class="user-details"><a>{author}</a></div></div>'
        '<ul class="comments-list"><li class="comment"><span class="comment-copy">Did it work?</span></li></ul></div>'
    )


def crawled_discourse(number: int, author: str, text: str) -> str:
    return (
        f'<div id="post_{number}" itemprop="comment" class="topic-body crawler-post"><div class="crawler-post-meta">'
        f'<span class="creator" itemprop="author"><a><span itemprop="name">{author}</span></a></span></div>'
        f'<div class="post" itemprop="text">{text}</div></div>'
    )


def discourse(number: int, author: str, text: str) -> str:
    return (
        f'<div class="topic-post">'
        f'<article id="post_{number}" data-post-id="9{number}" class="boxed"><div class="topic-body">'
        f'<div class="names"><span class="first username"><a>{author}</a></span></div><div class="regular contents">'
        f'<div class="cooked">{text}</div></div></div></article></div>'
    )


def phpbb(number: int, author: str, text: str) -> str:
    return (
        f'<div id="p{number + 80}" class="post"><div class="inner"><dl class="postprofile"><dt>'
        f'<a class="username">{author}'
        f'</a></dt></dl><div class="postbody"><h3><a>{"Re: " if number > 1 else ""}{TITLE}</a></h3>'
        f'<p class="author">by '
        f'<a class="username">{author}</a></p><div class="content">{text}</div></div></div></div>'
    )


def anspress(number: int, author: str, text: str) -> str:
    kind = "question" if number == 1 else "answer"
    content = "question-content ap-q-content" if number == 1 else "ap-answer-content ap-q-content"
    return (
        f'<div ap="{kind}" class="{kind}" id="post-{number}"><div class="ap-content"><div class="ap-vote">'
        f'<span class="votes-net-count">0</span></div><div class="ap-q-metas">'
        f'<span class="ap-author">{author}</span></div>'
        f'<div class="ap-q-inner"><div class="{content}">{text}</div></div></div>'
        '<div class="ap-comments"><div class="comment">Did it work?</div></div></div>'
    )


def dwqa(number: int, author: str, text: str) -> str:
    kind = "question" if number == 1 else "answer"
    return (
        f'<div class="dwqa-{kind}-item"><div class="dwqa-{kind}-vote"><span class="dwqa-vote-count">0</span></div>'
        f'<div class="dwqa-{kind}-meta"><a>{author}</a></div><div class="dwqa-{kind}-content">{text}</div></div>'
    )


def bbpress(number: int, author: str, text: str) -> str:
    kind = "topic" if number == 1 else "reply"
    return (
        f'<div id="post-{number}" class="bbp-reply-header"><a class="bbp-reply-permalink">#{number + 40}</a></div>'
        f'<div class="post-{number} {kind} type-{kind} status-publish hentry"><div class="bbp-{kind}-author">'
        f'<a class="bbp-author-link"><span class="bbp-author-name">{author}</span></a></div>'
        f'<div class="bbp-{kind}-content">{text}</div></div>'
    )


def xenforo(number: int, author: str, text: str) -> str:
    return (
        f'<article class="message message--post" data-author="{author}"><ul class="message-attribution-opposite"><li>'
        f'<a>#{number}</a></li></ul><div class="message-body"><div class="bbWrapper">{text}</div></div></article>'
    )


def schema_org(number: int, author: str, text: str) -> str:
    kind = "DiscussionForumPosting" if number == 1 else "Comment"
    return (
        f'<div itemscope itemtype="https://schema.org/{kind}"><span itemprop="author">{author}</span>'
        f'<div itemprop="text">{text}</div></div>'
    )


def plain(number: int, author: str, text: str) -> str:
    kind = "question" if number == 1 else "answer"
    return f'<div class="{kind}"><b class="author">{author}</b><div class="{kind}-body">{text}</div></div>'


def plain_bodies(number: int, author: str, text: str) -> str:
    kind = "question node" if number == 1 else "answer node"
    return f'<div class="{kind}"><div class="body">{text}</div><div>von <a class="user">{author}</a></div></div>'


def plain_containers(number: int, author: str, text: str) -> str:
    kind = "question" if number == 1 else "answer"
    head = f'<div class="{kind}-head"><span class="author">By <a class="userName">{author}</a> on May 1</span></div>'
    return (
        f'<div class="{kind}-container"><div class="{kind * (number > 1)}"><span class="vote-count">0</span>'
        f'<div class="{kind}-content">{head}<div class="{kind}-body">{text}</div></div></div></div>'
    )


def askbot(number: int, author: str, text: str) -> str:
    kind, box = ("question", 'id="question-table"') if number == 1 else ("answer", 'class="post answer"')
    return (
        f'<div {box}><div class="vote-number">0</div><div class="post-update-info"><p>said <b>May 1</b></p><p><span>{author}'
        f'</span> <span class="score">9</span></p></div><div class="{kind}-body"><div class="post-body">{text}</div></div>'
        '<div class="comment"><div class="comment-body">Did it work?</div></div></div>'
    )


def github(number: int, author: str, text: str) -> str:
    return (
        f'<div class="TimelineItem js-comment-container" id="comment-{number}"><div class="timeline-comment comment"><h3><a class="author">{author}</a>'
        f'</h3><table><tr><td class="comment-body js-comment-body">{text}</td></tr></table></div></div>'
    )


def github_discussion(number: int, author: str, text: str) -> str:
    if number == 1:
        return (
            f'<div class="timeline-comment" id="discussion-7"><div><a class="author">{author}</a></div>'
            f'<div class="comment-body markdown-body">{text}</div></div>'
        )
    return (
        f'<div class="discussion-timeline-item js-comment-container" id="discussioncomment-{number}"><h3><a class="author">{author}</a> <span class="Label">'
        f'Marked as answer</span></h3><table><tr><td class="comment-body markdown-body js-comment-body">{text}</td></tr></table></div>'
    )


def bugzilla(number: int, author: str, text: str) -> str:
    return (
        f'<div id="c{number - 1}" class="bz_comment"><div class="bz_comment_head"><span class="bz_comment_number"><a>Comment {number - 1}</a></span>'
        f' <span class="bz_comment_user"><span class="vcard"><span class="fn">{author}</span></span></span> <span class="bz_comment_time">'
        f'2017-02-01 10:11:12 UTC</span></div><div class="bz_comment_text">{text}</div></div>'
    )


def gitlab(number: int, author: str, text: str) -> str:
    if number == 1:
        return (
            f'<main id="content-body"><div class="issuable-meta">created by <a class="author-link">{author}</a></div>'
            f'<div class="description"><div class="md">{text}</div></div><li class="note system-note"><a>{author}</a> closed</li>'
        )
    return (
        f'<li class="note note-comment" id="note_{number}"><div class="note-header"><a><span class="note-header-author-name">'
        f'{author}</span> <span>@{author}</span></a></div><div class="note-body"><div class="note-text md">{text}</div></div></li>'
    )


def question2answer(number: int, author: str, text: str) -> str:
    kind, box = ("q-view", "qa-q-view") if number == 1 else ("a-item", "qa-a-list-item")
    return (
        f'<div class="{box}" id="{kind[0]}{number}"><form><div class="qa-voting"><span class="qa-netvote-count-data">0'
        f'</span></div></form><div class="qa-{kind}-main"><div class="qa-{kind}-content"><div itemprop="text">{text}</div>'
        f'</div><span class="qa-{kind}-meta"><span class="qa-{kind}-who"><span class="qa-{kind}-who-pad">by </span>'
        f'<span class="qa-{kind}-who-data"><a class="qa-user-link">{author}</a></span></span></span>'
        f'<div class="qa-{kind}-c-list"><div class="qa-c-list-item">Did it work?</div></div></div></div>'
    )


def old_vbulletin(number: int, author: str, text: str) -> str:
    return (
        f'<div><table id="post{number}" class="tborder"><tr><td class="thead"><a name="post{number}">May 1</a></td></tr>'
        f'<tr><td class="alt2"><div id="postmenu_{number}"><a class="bigusername">{author}</a></div></td></tr>'
        f'<tr><td class="alt1" id="td_post_{number}"><div id="post_message_{number}">{text}</div></td></tr></table></div>'
    )


def vbulletin(number: int, author: str, text: str) -> str:
    return (
        f'<li class="postbitlegacy postbitim postcontainer" id="post_{number}"><div class="posthead"><span>May 1</span></div>'
        f'<div class="postdetails"><div class="userinfo"><a class="username offline"><strong>{author}</strong></a></div>'
        f'<div class="postbody"><div class="content"><div id="post_message_{number}">'
        f'<blockquote class="postcontent restore">{text}</blockquote></div></div></div></div></li>'
    )


def simple_machines(number: int, author: str, text: str) -> str:
    return (
        f'<div class="windowbg" id="msg{number}"><div class="post_wrapper"><div class="poster"><h4><a>{author}</a></h4>'
        f'<ul class="user_info"><li>Posts: 4</li></ul></div><div class="postarea"><div class="keyinfo"><h5 id="subject_{number}">'
        f'<a>{"Re: " if number > 1 else ""}{TITLE}</a></h5></div><div class="post"><div class="inner" id="msg_{number}">{text}'
        f"</div></div></div></div></div>"
    )


def mybb(number: int, author: str, text: str) -> str:
    return (
        f'<div class="post" id="post_{number}"><div class="post_author"><div class="author_information"><strong>'
        f'<span class="largetext"><a>{author}</a></span></strong><br><span class="smalltext">Member</span></div></div>'
        f'<div class="post_content"><div class="post_head"><span class="post_date">May 1</span></div>'
        f'<div class="post_body scaleimages" id="pid_{number}">{text}</div></div></div>'
    )


def invision(number: int, author: str, text: str) -> str:
    return (
        f'<article id="elComment_{number}" class="cPost ipsBox ipsComment"><aside class="ipsComment_author cAuthorPane">'
        f'<h3 class="cAuthorPane_author"><strong><a>{author}</a></strong></h3></aside><div class="ipsComment_content">'
        f'<div class="cPost_contentWrap"><div data-role="commentContent" class="ipsType_richText">{text}</div></div></div></article>'
    )


def invision_5(number: int, author: str, text: str) -> str:
    return (
        f'<article id="elComment_{number}" class="ipsEntry"><aside><h3 class="ipsEntry__username"><a>{author}</a></h3></aside>'
        f'<div class="ipsEntry__post"><div data-role="commentContent" class="ipsRichText">{text}</div></div></article>'
    )


def invision_3(number: int, author: str, text: str) -> str:
    return (
        f'<div class="post_block" id="post_id_{number}"><h3><span class="post_id"><a>#{number}</a></span><span class="author vcard">'
        f'<a class="url fn name">{author}</a></span></h3><div class="post_body"><p class="posted_info">Posted May 1</p>'
        f'<div class="post entry-content">{text}<p class="edit">Edited by {author}, May 2.</p></div></div></div>'
    )


def kunena(number: int, author: str, text: str) -> str:
    return (
        f'<div class="row-fluid message"><ul class="profilebox"><li><a class="kwho-user">{author}</a></li></ul><div class="span10">'
        f'<small>May 1 <a>#{number}</a></small><h3>{"Reply: " if number > 1 else ""}{TITLE}</h3><div class="kmessage">'
        f'<div class="kmsg">{text}</div></div><div class="signature">Bye</div></div></div>'
    )


def kunena_2(number: int, author: str, text: str) -> str:
    return (
        f'<div class="kmsg kblock"><div class="kheadbtn"><a class="kmsgid">#{number}</a></div><table class="kmsg"><tr>'
        f'<td><a class="kwho-user">{author}</a></td><td><div class="kmsgbody"><div class="kmsgtext">{text}</div></div>'
        '<div class="kmsgsignature">Bye</div></td></tr></table></div>'
    )


def asgaros(number: int, author: str, text: str) -> str:
    return (
        f'<div class="post-element" id="postid-{number}"><div class="post-author"><span class="post-username">@<a>{author}</a></span>'
        f'</div><div class="post-message"><div id="post-quote-container-{number}" style="display:none"><blockquote>{text}'
        f"</blockquote></div>{text}</div></div>"
    )


def drupal(number: int, author: str, text: str) -> str:
    kind, field = ("article", "body") if number == 1 else ("comment", "comment-body")
    return (
        f'<div class="{kind if number > 1 else "node node-forum"}"><a class="username">{author}</a><h3>{TITLE}</h3>'
        f'<div class="content"><div class="field field-name-{field}">{text}</div></div></div>'
    )


def google_groups(number: int, author: str, text: str) -> str:
    return (
        f'<section role="listitem" data-doc-id="d{number}" data-author="{author}"><h3>{author}</h3><div role="region"><html-blob>'
        f"{text}</html-blob></div><span>Reply all</span></section>"
    )


def wpforo(number: int, author: str, text: str) -> str:
    return (
        f'<div id="post-{number}" class="post-wrap"><div class="wpforo-post"><div class="wpf-left"><div class="author-name">'
        f'<a>{author}</a></div></div><div class="wpf-right"><div class="wpforo-post-content-top"><span>May 1</span></div>'
        f'<div class="wpforo-post-content">{text}</div></div></div></div>'
    )


def flarum(number: int, author: str, text: str) -> str:
    return (
        f'<div class="PostStream-item" data-number="{number}"><article class="CommentPost Post"><div><header class="Post-header">'
        f'<ul><li class="item-user"><div class="PostUser"><h3><a><span class="username">{author}</span></a></h3></div></li></ul>'
        f'</header><div class="Post-body">{text}</div></div></article></div>'
    )


def phpbb_2(number: int, author: str, text: str) -> str:
    said = f'<tr><td><span class="postdetails">Posted: May 1</span></td></tr><tr><td><span class="postbody">{text}</span></td></tr>'
    return (
        f'<table><tr><td class="row1"><span class="name"><a name="{number}"></a><b>{author}</b></span></td>'
        f'<td class="row1"><table>{said}</table></td></tr></table>'
    )


def flarum_without_scripts(number: int, author: str, text: str) -> str:
    """What search engines get: the second half of all Flarum pages, in a `noscript`."""
    return (
        f'<div><article data-index="{number - 1}"><div class="PostUser"><h3>{author}</h3></div>'
        f'<div class="Post-body">{text}</div></article><hr></div>'
    )


def vanilla(number: int, author: str, text: str) -> str:
    kind = "ItemDiscussion" if number == 1 else "ItemComment"
    return (
        f'<div class="Item {kind}" id="Comment_{number}"><div class="Item-Header"><div class="AuthorWrap"><span class="Author">'
        f'<a class="Username">{author}</a></span></div></div><div class="Item-BodyWrap"><div class="Item-Body">'
        f'<div class="Message userContent">{text}</div></div></div></div>'
    )


def nodebb(number: int, author: str, text: str) -> str:
    return (
        f'<li component="post" data-index="{number - 1}" data-username="{author}" itemtype="http://schema.org/Comment" itemscope>'
        f'<div class="post-header"><a data-username="{author}">{author}</a></div><div class="content" component="post/content" '
        f'itemprop="text">{text}</div><div class="post-footer"><span component="post/vote-count">0</span></div></li>'
    )


def reddit(number: int, author: str, text: str) -> str:
    if number == 1:
        return f'<shreddit-post author="{author}" score="8"><div slot="text-body"><div class="md">{text}</div></div></shreddit-post>'
    return (
        f'<shreddit-comment author="{author}" depth="0" score="3"><div slot="commentMeta"><a>{author}</a></div>'
        f'<div slot="comment"><div class="md">{text}</div></div><shreddit-comment author="dan" depth="1">'
        '<div slot="comment"><p>Not for long.</p></div></shreddit-comment></shreddit-comment>'
    )


def old_reddit(number: int, author: str, text: str) -> str:
    said = f'<p class="tagline"><a class="author">{author}</a></p><form><div class="usertext-body"><div class="md">{text}</div></div></form>'
    if number == 1:
        return f'<div class="thing link self" data-author="{author}"><div class="entry">{said}</div></div>'
    below = '<div class="child"><div class="sitetable"><div class="thing comment" data-author="dan"><div class="usertext-body">No.</div></div></div></div>'
    return f'<div class="sitetable nestedlisting"><div class="thing comment" data-author="{author}"><div class="entry">{said}</div>{below}</div></div>'


def hacker_news(number: int, author: str, text: str) -> str:
    by = f'<a class="hnuser">{author}</a> <span class="age"><a>3 hours ago</a></span>'
    if number == 1:
        return f'<tr><td class="subtext">{by}</td></tr><tr><td><div class="toptext">{text}</div></td></tr></table>'
    comment = f'<span class="comhead">{by}</span><div class="comment"><div class="commtext c00">{text}</div></div>'
    row = '<table><tr class="athing comtr"><td class="ind" indent="{}"><img width="{}"></td><td>{}</td></tr></table>'
    reply = comment.replace(text, "Not for long.")
    return row.format(0, 0, comment) + row.format(1, 40, reply)


def lemmy(number: int, author: str, text: str) -> str:
    by = f'<a class="person-listing" href="/u/{author}"><span>{author}</span></a>'
    if number == 1:
        return f'<div class="post-listing"><div>{by}</div><article id="postContent"><div class="md-div">{text}</div></article></div>'
    comment = '<article class="details comment-node"><div>{}<span aria-label="3 votes">3</span></div><div class="comment-content"><div class="md-div">{}</div></div></article>'
    reply = f'<ul class="comments"><li class="comment">{comment.format("<a class=person-listing>dan</a>", "Not for long.")}</li></ul>'
    return f'<ul class="comments"><li class="comment">{comment.format(by, text)}{reply}</li></ul>'


def mbin(number: int, author: str, text: str) -> str:
    by = f'<a href="/u/{author}" class="user-inline">{author}</a>, <time>3 hours ago</time>'
    if number == 1:
        return f'<article class="entry section subject"><aside>{by}</aside><div class="entry__body"><div class="content formatted">{text}</div></div></article>'
    comment = '<blockquote class="section comment entry-comment comment-level--{}"><header>{}</header><div class="content">{}</div></blockquote>'
    return comment.format(1, by, text) + comment.format(2, by, "Not for long.")


def older_mbin(number: int, author: str, text: str) -> str:
    return mbin(number, author, text).replace(
        '<div class="entry__body"><div class="content formatted">', '<div class="content formatted entry__body"><div>'
    )


def lobsters(number: int, author: str, text: str) -> str:
    by = f'<div class="byline"><a href="/~{author}"><img></a> <a href="/~{author}">{author}</a> <time>1 year ago</time></div>'
    if number == 1:
        return f'<div class="story_content"><div class="story_text">{text}</div></div>'
    comment = '<li class="comments_subtree"><div class="comment"><div class="details">{}<div class="comment_text">{}</div></div></div>{}</li>'
    reply = f'<ol class="comments">{comment.format(by.replace(author, "dan"), "Not for long.", "")}</ol>'
    return f'<ol class="comments comments1">{comment.format(by, text, reply)}</ol>'


def jira(number: int, author: str, text: str) -> str:
    if number == 1:
        return (
            f'<main class="issue-view"><div id="descriptionmodule"><div id="description-val"><div class="user-content-block">{text}</div></div></div>'
            f'<div id="peoplemodule"><dl><dt>Assignee:</dt><dd>ben</dd></dl><dl><dt>Reporter:</dt><dd><span id="reporter-val">{author}</span></dd></dl></div>'
        )
    return (
        f'<div id="comment-{number}" class="issue-data-block activity-comment"><div class="action-details"><a class="user-hover">{author}</a>'
        f' added a comment - <time>03/Sep/21</time></div><div class="action-body flooded">{text}</div></div>'
    )


def zendesk(number: int, author: str, text: str) -> str:
    if number == 1:
        return (
            f'<article class="post"><div class="post-meta"><span><a href="/hc/profiles/1">{author}</a></span><time>1 May</time></div>'
            f'<section class="post-body">{text}</section>'
        )
    return (
        f'<li id="community_comment_{number}" class="comment"><div class="comment-author"><span><a href="/hc/profiles/2">{author}</a></span></div>'
        f'<section class="comment-body">{text}</section><div class="vote"><span class="vote-sum">4</span></div></li>'
    )


def yabb(number: int, author: str, text: str) -> str:
    subject = f"<b>Re: {TITLE}</b><br><b>Reply #{number - 1} - </b>" if number > 1 else f"<b>{TITLE}</b><br>"
    return (
        f'<table class="bordercolor"><tr><td class="windowbg"><b><a href="YaBB.pl?action=viewprofile;username=x">{author}</a></b><br>'
        f'<span class="small">Junior<br>Posts: 11</span></td><td class="windowbg"><span class="small">{subject}Feb 3<sup>rd</sup>, 2007</span>'
        f'<hr><div class="message">{text}</div></td></tr><tr><td><a>Back to top</a></td><td>Bye <span>IP Logged</span></td></tr></table>'
    )


def pantip(number: int, author: str, text: str) -> str:
    post = (
        '<div class="display-post-wrapper {}"><span class="display-post-number">{}</span><div class="display-post-story">{}</div>'
        '<a class="display-post-name" href="/profile/1">{}</a> <abbr>3 May</abbr></div>'
    )
    if number == 1:
        return post.format("main-post", "", text, author)
    reply = post.format("section-comment sub-comment", f"{number}-1", "Not for long.", "dan")
    return post.format("section-comment", number, text, author) + reply


def advanced_forum(number: int, author: str, text: str) -> str:
    return (
        f'<div id="post-{number}" class="forum-post"><div class="forum-posted-on">1.5.2016</div><a class="permalink">#{number}</a>'
        f'<div class="author-pane"><div class="author-pane-line author-name">{author}</div><div>Joined: 1.2.2014</div></div>'
        f'<div class="forum-post-content"><div class="field-items">{text}</div><div class="author-signature">Bye</div></div></div>'
    )


def fluxbb(number: int, author: str, text: str) -> str:
    return (
        f'<div id="p{number}" class="blockpost rowodd"><h2><span><span class="conr">#{number}</span> <a>2010-05-0{number}</a>'
        f'</span></h2><div class="box"><div class="inbox"><div class="postbody"><div class="postleft"><dl><dt><strong>{author}'
        '</strong></dt><dd class="usertitle"><strong>Member</strong></dd></dl></div><div class="postright"><h3>'
        f'{"Re: " if number > 1 else ""}{TITLE}</h3><div class="postmsg">{text}<p class="postedit"><em>Last edited by '
        f"{author}</em></p></div></div></div></div></div></div>"
    )


def discuz(number: int, author: str, text: str) -> str:
    return (
        f'<div id="post_{number}7"><table id="pid{number}7"><tr><td class="pls"><div class="authi"><a class="xw1">{author}</a>'
        f'</div></td><td class="plc"><div class="pi"><strong><a id="postnum{number}7"><em>{number}</em><sup>#</sup></a></strong>'
        f'<div class="authi"><em>2012-3-{number}</em></div></div><div class="t_fsz"><table><tr><td class="t_f" '
        f'id="postmessage_{number}7">{text}</td></tr></table></div></td></tr></table></div>'
    )


def woltlab(number: int, author: str, text: str) -> str:
    return (
        f'<li id="post{number}"><article class="wbbPost message"><aside class="messageSidebar"><div class="messageAuthor"><a '
        f'class="username"><span>{author}</span></a></div></aside><div class="messageContent"><div class="messageBody"><div '
        f'class="messageText">{text}</div></div><footer><div class="messageSignature">Bye</div></footer></div></article></li>'
    )


def khoros(number: int, author: str, text: str) -> str:
    return (
        f'<div class="lia-linear-display-message-view"><div class="lia-message-view-display"><a class="lia-user-name-link">'
        f'<span>{author}</span></a><div class="lia-message-subject"><h5>{"Re: " if number > 1 else ""}{TITLE}</h5></div>'
        f'<div class="lia-message-body"><div class="lia-message-body-content">{text}</div></div></div></div>'
    )


ENGINES: dict[str, tuple[str, Post]] = {
    "FluxBB": (f'<ul class="crumbs"><li><a>Index</a></li><li><strong><a>{TITLE}</a></strong></li></ul>', fluxbb),
    "Discuz!": (f'<h1 class="ts"><a>[Water]</a> <span id="thread_subject">{TITLE}</span></h1>', discuz),
    "WoltLab": (f'<h1 class="contentTitle">{TITLE}</h1>', woltlab),
    "Khoros": (f'<h1 class="lia-message-subject"><span>{TITLE}</span></h1>', khoros),
    "Question2Answer": (
        f'<div class="qa-main-heading"><h1><a><span itemprop="name">{TITLE}</span></a></h1></div>',
        question2answer,
    ),
    "vBulletin 3": (
        f'<table class="tborder"><tr><td class="navbar"><a>Up</a> <strong>{TITLE}</strong></td></tr></table>',
        old_vbulletin,
    ),
    "vBulletin 3, title in a box": (f'<div class="navbar"><a>Up</a> <strong>{TITLE}</strong></div>', old_vbulletin),
    "vBulletin": (
        f'<div id="pagetitle"><h1>Thread: <span class="threadtitle"><a>{TITLE}</a></span></h1></div>',
        vbulletin,
    ),
    "Simple Machines": (
        f'<div id="display_head"><h2 class="display_title"><span id="top_subject">{TITLE}</span></h2></div>'
        '<div id="forumposts"></div>',
        simple_machines,
    ),
    "MyBB": (f'<table><tr><td class="thead"><div><strong>{TITLE}</strong></div></td></tr></table>', mybb),
    "Invision": (f'<div class="ipsPageHeader"><h1 class="ipsType_pageTitle"><span>{TITLE}</span></h1></div>', invision),
    "Invision 5": (f'<div class="ipsPageHeader"><h1><span>{TITLE}</span></h1></div>', invision_5),
    "Invision 3": (f'<h1 class="ipsType_pagetitle">{TITLE}</h1>', invision_3),
    "Kunena": (f'<div id="kunena"><h1>{TITLE}</h1>', kunena),
    "Kunena 6": (f'<div id="kunena"><h1>{TITLE} <small>(<a>2 Votes</a>)</small></h1>', kunena),
    "Kunena 2": (f'<div id="Kunena"><h1>{TITLE}</h1>', kunena_2),
    "Asgaros": (f'<div id="af-wrapper"><h1 class="main-title main-title-topic">{TITLE}</h1>', asgaros),
    "Drupal": (f'<h1 id="page-title">{TITLE}</h1>', drupal),
    "Google Groups": (f"<h1><html-blob>{TITLE}</html-blob></h1>", google_groups),
    "wpForo": (
        f'<div class="wpf-head-bar"><h1 id="wpforo-title">{TITLE}</h1></div>',
        wpforo,
    ),
    "Flarum": (f'<header class="Hero DiscussionHero"><h2 class="DiscussionHero-title">{TITLE}</h2></header>', flarum),
    "Flarum, without scripts": (
        f'<div id="content"></div><noscript id="flarum-content"><div class="container"><h1>{TITLE}</h1>',
        flarum_without_scripts,
    ),
    "Vanilla": (f'<div class="PageTitle"><h1>{TITLE}</h1></div>', vanilla),
    "NodeBB": (f'<h1><span component="topic/title">{TITLE}</span></h1>', nodebb),
    "Stack Exchange": (
        f'<div id="question-header"><h1><a class="question-hyperlink">{TITLE}</a></h1></div>',
        stack_exchange,
    ),
    "Stack Exchange, copied": (f"<h1>{TITLE}</h1>", stack_exchange),
    "Discourse, crawled": (f'<div id="topic-title"><h1>{TITLE}</h1></div>', crawled_discourse),
    "Discourse": (f'<div id="topic-title"><h1><a class="fancy-title">{TITLE}</a></h1></div>', discourse),
    "phpBB": (f'<h1>Water</h1><h2 class="topic-title"><a>{TITLE}</a></h2>', phpbb),
    "phpBB 2": (f'<a class="maintitle" href="viewtopic.php?t=1">{TITLE}</a>', phpbb_2),
    "AnsPress": (f'<h1 class="entry-title">{TITLE}</h1>', anspress),
    "DW Q&A": (f'<h1 class="entry-title">{TITLE}</h1>', dwqa),
    "bbPress": (f'<h1 class="entry-title">{TITLE}</h1>', bbpress),
    "XenForo": (f'<h1 class="p-title-value"><span class="label">Wells</span> {TITLE}</h1>', xenforo),
    "plain names": (f"<h1>{TITLE}</h1>", plain),
    "plain names of bodies": (f"<h1>{TITLE}</h1>", plain_bodies),
    "plain names of containers": (f"<h1>{TITLE}</h1>", plain_containers),
    "Askbot and OSQA": (f"<h1><a>{TITLE}</a></h1>", askbot),
    "GitLab": (f'<div class="title-container"><h1>{TITLE}</h1></div>', gitlab),
    "GitHub": (f'<h1><span class="js-issue-title">{TITLE}</span> <span>#7</span></h1>', github),
    "GitHub, discussions": (
        f'<h1><span class="js-issue-title">{TITLE}</span> <span>#7</span></h1>',
        github_discussion,
    ),
    "Bugzilla": (
        f'<h1><a><b>Bug 504</b></a> - <span id="short_desc_nonedit_display">{TITLE}</span></h1>'
        "<table><tr><td><b>Status</b>:</td><td>RESOLVED</td></tr></table>",
        bugzilla,
    ),
    "schema.org": (f'<h1 itemprop="headline">{TITLE}</h1>', schema_org),
    "Reddit": (f'<h1 slot="title">{TITLE}</h1>', reddit),
    "Hacker News": (
        f'<table class="fatitem"><tr><td class="title"><span class="titleline"><a>{TITLE}</a></span></td></tr>',
        hacker_news,
    ),
    "Lemmy": (f'<div class="post-title"><h1 class="h5"><a>{TITLE}</a></h1></div>', lemmy),
    "Mbin": (f'<section id="content"><div class="entry"><h1>{TITLE}</h1></div>', mbin),
    "Mbin, older": (f'<section id="content"><div class="entry"><h1>{TITLE}</h1></div>', older_mbin),
    "Lobsters": (
        f'<div id="inside"><div class="story"><span class="link"><a class="u-url">{TITLE}</a></span><div class="byline">'
        '<a class="u-author" href="/~ana">ana</a> asked</div></div>',
        lobsters,
    ),
    "Jira": (f'<h1 id="summary-val">{TITLE}</h1>', jira),
    "Zendesk": (f'<h1 class="post-title">{TITLE}<span class="visibility-hidden">Answered</span></h1>', zendesk),
    "YaBB": (f'<table><tr><td class="titlebg"><b>{TITLE}</b> (Read 43 times)</td></tr></table>', yabb),
    "Pantip": (f'<h1 class="display-post-title">{TITLE}</h1>', pantip),
    "Drupal, Advanced Forum": (f'<h1 id="page-title">{TITLE}</h1>', advanced_forum),
    "Reddit, old": (f'<div class="link"><p><a class="title">{TITLE}</a></p></div>', old_reddit),
}
FORUMS = (
    "Discourse, crawled",
    "Discourse",
    "phpBB",
    "phpBB 2",
    "XenForo",
    "schema.org",
    "GitHub",
    "GitHub, discussions",
    "Bugzilla",
    "vBulletin",
    "Simple Machines",
    "FluxBB",
    "Discuz!",
    "WoltLab",
    "MyBB",
    "Invision",
    "Invision 3",
    "Invision 5",
    "Kunena",
    "Asgaros",
    "Drupal",
    "Google Groups",
    "wpForo",
    "Flarum",
    "Flarum, without scripts",
    "Vanilla",
    "NodeBB",
    "Reddit",
    "Hacker News",
    "Reddit, old",
    "Lemmy",
    "Mbin",
    "Lobsters",
    "Jira",
    "Zendesk",
    "YaBB",
    "Pantip",
    "Drupal, Advanced Forum",
)
"""Those whose software does not part questions from answers."""


@pytest.mark.parametrize("name", ENGINES)
def test_a_thread_asks_once_and_others_answer(name: str) -> None:
    result = read(page(*ENGINES[name]))
    assert {record.question for record in result.records} == {TITLE}
    assert answers(result) == ANSWERS
    assert result.page is not None
    for record, sighting in zip(result.records, result.sightings, strict=True):
        question, answer = resolve(result.page, sighting.locator)
        assert (clean_line(question), clean(answer)) == (record.question, record.answer)


BOX = "<div class=box><h3>Who is online?</h3><p>Two members and a guest are here.</p></div>"


@pytest.mark.parametrize("name", [name for name in ENGINES if not name.startswith("plain")])
def test_a_box_of_the_forum_below_the_posts_or_between_them_gives_no_pair(name: str) -> None:
    title, post = ENGINES[name]
    content = page(title, lambda number, author, text: post(number, author, text) + BOX * (number == 2))
    assert answers(read(content)) == answers(read(content + BOX)) == ANSWERS


def test_the_label_before_a_title_asks_nothing_beside_it() -> None:
    title = f'<h1>Thema: <span class="threadtitle"><a>{TITLE}?</a></span></h1>'
    result = read(page(title, vbulletin).replace("<div id=list>", "<ol>"), "https://water.example.org/faq")
    assert answers(result) == ANSWERS
    assert {record.question for record in result.records} == {f"{TITLE}?"}


def test_questions_above_the_posts_below_an_article_are_read() -> None:
    title, post = ENGINES["Invision"]
    faq = "<h2>FAQ</h2><h3>How deep is the well?</h3><p>Forty metres.</p><h3>Is it old?</h3><p>Very.</p>"
    said = [("ben", "<p>Good to know.</p>"), ("cleo", "<p>So it is.</p>")]
    assert answers(read(page(f"{title.replace(TITLE, 'Our wells')}{faq}", post, said))) == ["Forty metres.", "Very."]


@pytest.mark.parametrize("name", FORUMS)
def test_a_talk_in_which_nobody_asks_gives_nothing(name: str) -> None:
    title, post = ENGINES[name]
    said = [("ana", "<p>We have moved.</p>"), ("ben", "<p>Good to know.</p><h3>Why move?</h3><p>The rent.</p>")]
    result = read(page(title.replace(TITLE, "News of the club"), post, said))
    assert answers(result) == []
    assert [rejected.reason for rejected in result.rejected] == ["no_question"]


@pytest.mark.parametrize("name", FORUMS)
def test_a_talk_whose_first_post_asks_is_read(name: str) -> None:
    title, post = ENGINES[name]
    result = read(page(title.replace(TITLE, "Pump hums"), post))
    assert {record.question for record in result.records} == {"Pump hums"}


@pytest.mark.parametrize("name", FORUMS)
def test_posts_without_their_authors_give_nothing(name: str) -> None:
    title, post = ENGINES[name]
    assert answers(read(page(title, post, [("", text) for _, text in SAID]))) == []


@pytest.mark.parametrize(
    "query", ["?start=10", "?page=2", "/page/2/", "/page-3", "&st=20", "/page2", "-page-2.html", "/?pageNo=3"]
)
def test_a_later_page_of_a_talk_gives_nothing(query: str) -> None:
    assert answers(read(page(*ENGINES["phpBB"]), ADDRESS + query)) == []


@pytest.mark.parametrize(
    "query", ["?start=0", "?page=1", "/page/1/", "?t=2", "-page-1.html", "/landing-page-2-columns"]
)
def test_a_first_page_is_read(query: str) -> None:
    assert answers(read(page(*ENGINES["phpBB"]), ADDRESS + query)) == ANSWERS


@pytest.mark.parametrize(
    "current",
    [
        '<ul class="pagination"><li class="active">{} <span>(current)</span></li></ul>',
        '<div class="pg"><strong>{}</strong><a>3</a></div>',
        '<p class="pagelink">Pages: <strong>{}</strong> <a>3</a></p>',
        '<div class="pagination">Page <strong>{}</strong> of <strong>3</strong></div>',
    ],
)
def test_the_number_of_the_page_says_whether_it_is_the_first(current: str) -> None:
    title, post = ENGINES["Discuz!"]
    assert answers(read(page(title + current.format(1), post))) == ANSWERS
    assert answers(read(page(title + current.format(2), post))) == []


def test_a_page_whose_first_post_is_a_reply_gives_nothing() -> None:
    title, _ = ENGINES["phpBB"]
    assert answers(read(page(title, lambda number, author, text: phpbb(number + 10, author, text)))) == []
    title, _ = ENGINES["XenForo"]
    assert answers(read(page(title, lambda number, author, text: xenforo(number + 20, author, text)))) == []


def test_numbers_of_posts_tell_nothing_where_the_page_says_that_it_is_the_first() -> None:
    title, _ = ENGINES["XenForo"]
    first = title + '<ul class="pagination"><li class="active">1</li></ul>'
    content = page(first, lambda number, author, text: xenforo(number + 300, author, text))
    assert answers(read(content)) == ANSWERS


def test_who_asked_may_answer_on_a_site_of_questions_if_others_agree() -> None:
    title, post = ENGINES["Stack Exchange"]
    own = [("ana", "<p>Why?</p>"), ("ana", "<p>I found it: the fuse.</p>")]
    content = page(title, post, own)
    assert answers(read(content)) == []
    assert answers(read(content.replace("js-answer", "js-answer accepted-answer"))) == ["I found it: the fuse."]


def test_an_answer_keeps_its_standing() -> None:
    content = page(*ENGINES["Stack Exchange"]).replace("js-answer", "js-answer accepted-answer", 1)
    assert [record.flags.split() for record in read(content).records] == [
        ["no_question_mark"],
        ["downvoted", "no_question_mark", "question_inside", "suggested_answer"],
    ]


@pytest.mark.parametrize(
    ("post", "answer"),
    [
        ("<blockquote><div><cite>ana wrote:</cite>It hums.</div></blockquote>Oil it.", "Oil it."),
        ('<aside class="quote"><blockquote>It hums.</blockquote></aside><p>Oil it.</p>', "Oil it."),
        ("<blockquote>It hums since May.</blockquote><p>Oil it.</p>", "Oil it."),
        ("<blockquote>Oil is thin.</blockquote><p>So the manual.</p>", "Oil is thin.\n\nSo the manual."),
        ('<blockquote class="quote">It hums.</blockquote>', None),
        (
            '<div><div class="smallfont">Quote:</div><table><tr><td>By <b>ana</b> <i>It hums.</i></td></tr></table></div>Oil it.',
            "Oil it.",
        ),
        (
            '<div class="embedQuote"><a>ana</a> <time>May 1</time><blockquote>It hums.</blockquote></div>Oil it.',
            "Oil it.",
        ),
        ('<blockquote class="bbcode">Quote<div><b>ana</b><br>It hums.</div></blockquote>Oil it.', "Oil it."),
        ("<p>Oil it.</p><span data-excludequote>Edited on May 2 by ben</span>", "Oil it."),
        (
            "<p><a>@ana</a> said in <a>Pump</a>:</p> <blockquote>It hums since May.</blockquote><p>Oil it.</p>",
            "Oil it.",
        ),
        ("<blockquote><a>@ana</a> wrote: <p>It hums since May.</p></blockquote><p>Oil it.</p>", "Oil it."),
        ('<div>Post by ana</div><blockquote class="quote">It hums.</blockquote>Oil it.', "Oil it."),
        (
            '<div>So says the book.</div><blockquote class="quote">It hums.</blockquote>Oil it.',
            "So says the book.\n\nOil it.",
        ),
        ("Oil it.<br>____________________<br>Is it warm?", "Oil it."),
        ("The gap is ___________ wide.", "The gap is ___________ wide."),
        ("<p>The manual says:</p><blockquote>Oil is thin.</blockquote>", "The manual says:\n\nOil is thin."),
        ("<p>Which pump? Since when?</p>", None),
        ("<p>Ποια αντλία;</p>", None),
        ("<p>Did you look? The fuse is in the box.</p>", "Did you look? The fuse is in the box."),
    ],
)
def test_quotes_and_questions_back_are_no_answers(post: str, answer: str | None) -> None:
    result = read(page(*ENGINES["Discourse"], [SAID[0], ("ben", post)]))
    assert answers(result) == ([answer] if answer else [])


@pytest.mark.parametrize(
    "title", ["[SOLVED] Why does it hum?", "Why does it hum? [closed]", "[gelöst] Why does it hum?"]
)
def test_the_state_of_a_thread_is_no_part_of_its_question(title: str) -> None:
    heading, post = ENGINES["Discourse"]
    result = read(page(heading.replace(TITLE, title), post))
    assert {record.question for record in result.records} == {"Why does it hum?"}


def test_of_several_titles_the_one_that_the_page_is_called_asks() -> None:
    title, post = ENGINES["MyBB"]
    tools = '<td class="thead"><span><strong><a>Is it useful?</a></strong></span>'
    result = read(page(title.replace('<td class="thead">', tools), post))
    assert {record.question for record in result.records} == {TITLE}


def answer_item(author: str, text: str) -> str:
    return (
        f'<div class="ContentItem AnswerItem"><a href="/people/1"><img></a><a href="/people/1">{author}</a><div class="RichContent">'
        f'<span class="RichText" itemprop="text">{text}</span><a>Written on May 1</a></div><button>4</button></div>'
    )


def numbered_item(author: str, text: str) -> str:
    return (
        f'<div class="q-box dom_question_answer_item_{len(text)}"><a class="Link__x1" href="/profile/1">{author}</a><i>Welder</i>'
        f'<div class="q-box test_answer_content">{text}</div><div>3 views</div></div>'
    )


def signed_answer(author: str, text: str) -> str:
    return (
        f'<div class="answer"><h4><a class="author">{author}</a></h4> <i>May 1</i><div class="answer-text">{text}</div>'
        '<div class="comment"><b class="author">dan</b><p class="comment-text">Did it work?</p></div></div>'
    )


def boxed_item(author: str, text: str) -> str:
    return (
        f'<li data-testid="answer_box"><div data-testid="answer_box_author">{author} <i>Expert</i></div>'
        f'<div class="rich-content" data-testid="answer_box_text">{text}</div><button>Thanks</button></li>'
    )


def module_card(author: str, text: str) -> str:
    return (
        f'<div class="Thread_answerCard__x1a"><a class="Thread_userName__b2">{author}</a><time>May 1</time>'
        f'<div class="Thread_answerBody__c3">{text}</div></div>'
    )


def block_element(author: str, text: str) -> str:
    return (
        f'<div class="answer answer_default"><a class="user-summary__name" href="/user/1">{author}</a><div class="answer__body">'
        f'<div class="answer__text">{text}</div><div class="answer__meta">Written on May 1</div></div></div>'
    )


def best_answer(author: str, text: str) -> str:
    kind = "best-answer" if author == "ben" else "other-answer"
    return (
        f'<div class="{kind}"><h3>An answer</h3><a href="/user/1">{author}</a><div class="full-text">{text}</div></div>'
    )


ASKED = f"<title>{TITLE}? - Wells</title><h1>{TITLE}?</h1><p>It hums since May.</p>"
SIGNED = [(author, text) for author, text in SAID if author != "ana"]


@pytest.mark.parametrize(
    "item",
    [answer_item, numbered_item, signed_answer, boxed_item, module_card, block_element, best_answer],
    ids=lambda item: item.__name__,
)
def test_signed_answers_are_those_to_the_question_that_the_page_is_called(item: Callable[[str, str], str]) -> None:
    shown = "<div class=ad><b>Is your pump old?</b><p>Buy one.</p></div>".join(item(*each) for each in SIGNED)
    result = read(ASKED + shown)
    assert answers(result) == ANSWERS
    assert {record.question for record in result.records} == {f"{TITLE}?"}
    assert answers(read(ASKED + item(*SIGNED[0]))) == ANSWERS[:1]
    unsigned = ASKED + "".join(item("", text).replace("Expert", "") for _, text in SIGNED)
    other = ASKED.replace("<title>", "<title>Answers of Wells").replace(f"{TITLE}? -", "") + shown
    for content in (unsigned, other):
        assert "thread" not in {sighting.format for sighting in read(content).sightings}


def test_a_title_without_a_mark_asks_where_several_answer() -> None:
    shown = [signed_answer(*each) for each in SIGNED]
    unmarked = ASKED.replace("?", "")
    assert answers(read(unmarked + "".join(shown))) == ANSWERS
    for content in (unmarked + shown[0], unmarked.replace(TITLE, "Our pumps") + "".join(shown)):
        assert "thread" not in {sighting.format for sighting in read(content).sightings}


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("<div class=q-question><p>Who may ask?</p></div>", ""),
        ("", "<h3>Who may ask?</h3>"),
        ("", "<h3><a href=/hum>On humming pumps</a></h3>"),
    ],
)
def test_answers_with_questions_or_titles_of_their_own_are_none_to_the_title(before: str, name: str) -> None:
    shown = "".join(before + signed_answer(*each).replace("<h4>", f"{name}<h4>") for each in SIGNED)
    assert "thread" not in {sighting.format for sighting in read(ASKED + shown).sightings}


def test_the_questions_of_an_article_that_is_the_one_answer_of_its_page_are_read() -> None:
    article = "<h2>Is it the fuse?</h2><p>Look at it.</p><h2>Is it the shaft?</h2><p>Turn it by hand.</p>"
    result = read(ASKED + signed_answer("ben", article))
    assert "thread" not in {sighting.format for sighting in result.sightings}
    assert {"Is it the fuse?", "Is it the shaft?"} <= {record.question for record in result.records}


def test_a_thread_that_calls_itself_an_faq_is_read_as_one() -> None:
    heading, post = ENGINES["Discourse"]
    said = [
        ("ana", "<h2>How deep is it?</h2><p>Forty metres.</p><h2>Is it old?</h2><p>Very.</p>"),
        ("ben", "<p>Good.</p>"),
    ]
    result = read(page(heading.replace(TITLE, "Frequently asked questions"), post, said))
    assert [record.question for record in result.records] == ["How deep is it?", "Is it old?"]


def test_what_markup_reads_is_not_read_again() -> None:
    title, post = ENGINES["Stack Exchange"]
    body = page(title, post, SAID[:2]).replace("<p>Turn", '<p itemprop="text">Turn')
    body = body.replace(
        'class="answer', 'itemprop="suggestedAnswer" itemscope itemtype="https://schema.org/Answer" class="answer'
    )
    body = body.replace("<h1>", '<h1 itemprop="name">').replace(
        "<body>", '<body><main itemscope itemtype="https://schema.org/Question">'
    )
    assert {sighting.format for sighting in read(body).sightings} == {"microdata"}


def test_a_thread_shown_only_where_scripts_do_not_run_is_read() -> None:
    title, post = ENGINES["Discourse, crawled"]
    content = page(title, post).replace("<body>", "<body><div id=main></div><noscript>") + "</noscript>"
    assert answers(read(content)) == ANSWERS


def test_many_quotes_take_no_longer_than_their_post() -> None:
    quotes = "<div>" * 300 + "<blockquote>It hums since May.</blockquote><p>Oil it.</p>" * 500
    result = read(page(*ENGINES["Discourse"], [SAID[0], ("ben", quotes)]))
    assert len(result.records) == 1


def test_an_faq_whose_names_are_those_of_threads_is_read_as_one() -> None:
    content = plain(1, "", "How deep is it?") + plain(2, "", "Forty metres.")
    result = read(f"<title>FAQ</title><h1>FAQ</h1>{content}")
    assert {sighting.format for sighting in result.sightings} == {"labelled"}
    assert [record.question for record in result.records] == ["How deep is it?"]


LOOKALIKES = {
    "a blog with comments": "<article class=post><h1>Why we dig</h1><div class=entry-content>"
    "<p>For water.</p></div></article>"
    '<ol class="comment-list"><li class="comment"><b class="fn">ben</b>'
    '<div class="comment-content"><p>How deep?</p></div></li>'
    '<li class="comment"><b class="fn">ana</b><div class="comment-content"><p>Forty metres.</p></div></li></ol>',
    "reviews of a shop": '<h1>Pump 3000</h1><div class="review" itemprop="review"><b itemprop="author">ben</b>'
    '<h3>Is it loud?</h3><p itemprop="reviewBody">Not at all.</p></div><div class="review"><b>ana'
    "</b><p>Good.</p></div>",
    "an archive of mails": "<h1>Re: [wells] Why does it hum?</h1><b>ben</b>"
    "<pre>ana wrote:\n&gt; Why does it hum?\nOil it.</pre>"
    "<hr><b>Next message:</b> <a>Re: [wells] Why does it hum?</a>",
    "a list of questions": '<h1>Questions</h1><div id="questions">'
    '<div class="question-summary" data-questionid="1"><h3>'
    '<a class="question-hyperlink" href="/q/1">Why does it hum?</a></h3>'
    '<div class="s-prose excerpt">It hums since May.</div></div>'
    '<div class="question-summary"><h3><a href="/q/2">How deep?</a></h3><div class="excerpt">I dig.</div></div></div>',
    "a list of topics": '<h1>Wells</h1><ul class="bbp-topics"><li class="bbp-body">'
    '<ul class="topic type-topic"><li class="bbp-topic-title">'
    '<a href="/t/1">Why does it hum?</a></li></ul><ul class="topic type-topic">'
    '<li class="bbp-topic-title"><a href="/t/2">How deep?</a>'
    "</li></ul></li></ul>",
}


@pytest.mark.parametrize("name", LOOKALIKES)
def test_what_only_looks_like_a_thread_is_none(name: str) -> None:
    content = f"<!doctype html><title>Water</title><body>{LOOKALIKES[name]}"
    assert [sighting for sighting in read(content).sightings if sighting.format == "thread"] == []
    assert answers(read(content)) == []


def test_a_post_that_nobody_signs_is_no_answer() -> None:
    said = [SAID[0], ("", "<p>Is your boiler old? Buy one.</p>"), *SAID[1:]]
    assert answers(read(page(*ENGINES["XenForo"], said))) == ANSWERS


def test_answers_after_quotes_in_tables_and_before_signatures_are_read() -> None:
    quote = (
        "</span><table><tr><td><span><b>ana wrote:</b></span></td></tr><tr><td class=quote>It hums.</td></tr></table>"
    )
    signature = "<br>_________________<br>Is it warm?</span><span class=gensmall>Last edited by ben; edited once"
    said = [SAID[0], ("ben", f"{quote}<span class=postbody><br>Oil it.{signature}")]
    assert answers(read(page(*ENGINES["phpBB 2"], said))) == ["Oil it."]


def test_what_programs_post_is_no_answer() -> None:
    said = [*SAID[:2], ("system", "<p>This topic was closed after 90 days. New replies are not allowed.</p>")]
    assert answers(read(page(*ENGINES["Discourse, crawled"], said))) == ["Turn the shaft by hand."]


def test_a_post_that_was_taken_back_is_no_answer() -> None:
    said = [*SAID[:2], ("[deleted]", "<p>[removed]</p>")]
    result = read(page(*ENGINES["Reddit, old"], said))
    assert answers(result) == ["Turn the shaft by hand."]
    assert [rejected.reason for rejected in result.rejected] == ["no_answer"]


def test_what_software_says_in_a_post_is_no_answer() -> None:
    said = [*SAID[:2], ("cleo", "*** Bug 600 has been marked as a duplicate of this bug. ***")]
    assert answers(read(page(*ENGINES["Bugzilla"], said))) == ["Turn the shaft by hand."]


def test_the_subject_of_the_first_post_is_the_title_where_that_has_more_words() -> None:
    head = f'<h3 id="top_subject">Topic: {TITLE} (Read 1200 times)</h3><div id="forumposts"></div>'
    result = read(page(head, simple_machines))
    assert {record.question for record in result.records} == {TITLE}
