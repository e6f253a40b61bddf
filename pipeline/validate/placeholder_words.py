"""What stands in the place of an answer, in the words of many languages."""

PLACEHOLDERS = {
    "en": (
        r"tbd|t b d|tba|tbc|todo|to do|fixme|n/a|n a"
        r"|to be (?:added|announced|advised|completed|confirmed|decided|defined|determined|provided|updated"
        r"|written)(?: (?:soon|later|shortly))?|under construction|work in progress|wip|pending answer"
        r"|(?:more |further )?(?:details|info|information|content|answer|text) (?:is |are )?(?:coming soon|to "
        r"(?:come|follow))|no (?:answer|content|description|text)(?: (?:yet|available|provided|found|given))?"
        r"|not (?:yet )?answered(?: yet)?|awaiting (?:an )?answer"
        r"|(?:please )?(?:read|learn|see|show|view|find out|load|discover)(?: me)? more(?: (?:here|now|details"
        r"|info|information))?|more (?:info|information|details)|continue reading|keep reading"
        r"|read (?:on|the (?:full|whole|rest)(?: (?:answer|article|post|story))?|full (?:answer|article|post"
        r"|story)|article|answer)|(?:view|show|see|get|reveal|check|expand)(?: the| full| complete)* answers?"
        r"|(?:please )?(?:click|tap|press)(?: here| this link| the link(?: below)?)?(?: (?:to|for) (?:(?:read|see"
        r"|view|learn|know|find out|get)(?: the)?(?: more|(?: full)? answer|(?: full)? article)?|more(?: info"
        r"| information| details)?|the answer))?"
        r"|(?:please )?(?:(?:add|enter|insert|put|place|provide|type|write|edit|describe|fill in|replace"
        r"(?: this)?(?: with)?) )?(?:(?:an?|the|your|my|our|this|some|faq|sample|own|here) ){0,3}(?:answers?"
        r"|response|reply|content|text|copy|description)(?: text| content| body)?(?: (?:to|for|of) (?:this|the"
        r"|your|faq)(?: faq)?(?: question| item)?)?(?: (?:goes|comes|will go|will be|will appear|should go"
        r"|should be))?(?: in)? here"
        r"|(?:(?:add|enter|insert|provide|type|write) )(?:(?:an?|the|your|my|some) )?(?:answers?|response|reply"
        r"|text)(?: text)?(?: (?:to|for) (?:this|the|your|faq) question)?"
        r"|(?:this is |here is )?(?:an?|the|your|my|some)? ?(?:sample|example|dummy|test|placeholder|demo|default"
        r"|faq|item|accordion|toggle|tab) (?:answers?|text|content|description|copy)(?: text)?(?: \d+)?"
        r"|this is (?:an?|the|your) (?:answer|response)(?: (?:to|for|of) (?:the |this |your )?"
        r"(?:\w+ )?question)?(?: \d+)?|test(?: test)*|testing|asdf\w*|qwerty\w*|blah(?: blah)*|foo(?: bar)*|x{2,}"
        r"|placeholder|filler text|loading|please wait|item content click the edit button.*"
        r"|i am (?:a )?text block click (?:the )?edit button.*|click (?:the )?edit button to change this text.*"
        r"|your content goes here edit or remove this text.*|enter your answer here be thoughtful.*"
        r"|use this (?:text|space|section) to (?:share|answer|describe|tell).*|this is a placeholder.*"
        r"|this is where (?:the|your) answer (?:goes|will go).*"
        r"|(?:answer|response|reply) text|text of (?:the |your )?(?:answer|response|reply)"
        r"|to be filled(?: in| out)?(?: later)?"
        r"|(?:the |an? )?(?:answer|response|reply|text) will (?:be (?:added|provided|published)|follow)(?: "
        r"(?:here|soon|shortly|later))*"
    ),
    "de": (
        r"antwort (?:folgt|kommt|in)(?: bald| noch| kürze| in kürze)?|folgt(?: in kürze| noch| bald)"
        r"|(?:wird|werden) (?:noch )?(?:ergänzt|nachgereicht|bekannt ?gegeben)"
        r"|in (?:arbeit|bearbeitung|vorbereitung)|noch (?:offen|nicht bekannt|keine antwort)|k ?a"
        r"|keine antwort(?: vorhanden)?|(?:jetzt )?(?:mehr|weiter) ?(?:lesen|erfahren|anzeigen|infos?|informationen)"
        r"|hier (?:klicken|weiterlesen)|hier (?:steht|kommt|folgt|ist) (?:die|ihre|deine|der) (?:antwort|text)"
        r"|(?:bitte )?(?:ihre |deine |die |eine )?(?:antwort|text|beispieltext) hier(?: einfügen| eingeben| eintragen)?"
        r"|(?:hier )?(?:bitte )?(?:ihre |deine |die |eine )?(?:antwort|text) (?:einfügen|eingeben|eintragen)"
        r"|beispielantwort(?: \d+)?|platzhalter(?:text)?|blindtext|mustertext|beispieltext"
        r"|antworttext|text (?:der|ihrer|deiner) antwort|(?:noch )?(?:auszufüllen|zu ergänzen)"
        r"|(?:die )?antwort wird (?:(?:hier|noch|bald|später|in kürze) )*(?:ergänzt|eingefügt|hinzugefügt"
        r"|nachgetragen|veröffentlicht)"
    ),
    "fr": (
        r"(?:lire|voir|afficher) (?:la suite|plus|l.article|la réponse)|(?:en )?savoir plus|(?:en )?lire plus"
        r"|cliquez ici|à (?:venir|compléter|définir|déterminer|confirmer|préciser)|réponse à venir"
        r"|en (?:construction|cours de rédaction)|texte (?:ici|d.exemple|provisoire)|pas (?:encore )?de réponse"
        r"|(?:ajoutez|entrez|insérez|saisissez|écrivez|tapez) (?:ici )?(?:votre|la|une|ta) (?:réponse|texte)(?: ici)?"
        r"|ici (?:votre|la) réponse|(?:(?:votre|la|une|ta) )?(?:réponse|texte) (?:se trouve |va )?ici"
        r"|exemple de réponse"
        r"|texte de (?:la |votre |ta )?réponse|à (?:remplir|rédiger)"
        r"|(?:la |une )?réponse sera (?:bientôt |prochainement )?(?:ajoutée|publiée)(?: (?:ici|bientôt|prochainement))*"
    ),
    "es": (
        r"(?:leer|ver|saber|mostrar|conocer) más|lee más|más información|seguir leyendo|continúa leyendo"
        r"|(?:haz|haga) clic aquí|por (?:definir|determinar|confirmar|anunciar|completar)|en construcción"
        r"|sin respuesta|texto de (?:ejemplo|relleno|muestra)|respuesta de ejemplo"
        r"|(?:escrib|introduc|introduzc|añad|agreg|agregu|insert|pon|ponga)[ae]? (?:aquí )?(?:tu|su|la|una)"
        r" (?:respuesta|texto)(?: aquí)?|aquí (?:va )?(?:la|tu|su) respuesta"
        r"|(?:(?:tu|su|la|una) )?(?:respuesta|texto) (?:va )?aquí"
        r"|texto de (?:la |tu |su )?respuesta|por (?:rellenar|escribir|redactar)|a completar"
        r"|(?:la )?respuesta (?:se añadirá|se agregará|se publicará|llegará)(?: (?:aquí|pronto|próximamente))*"
    ),
    "pt": (
        r"(?:leia|ler|ver|veja|saiba|saber|mostrar) mais|continue lendo|continuar (?:a ler|lendo)|mais informações"
        r"|clique aqui|a (?:definir|determinar|confirmar|anunciar)|em construção|sem resposta|texto de exemplo"
        r"|(?:escreva|digite|insira|adicione|coloque|introduza) (?:aqui )?(?:a )?(?:sua |tua |uma )?(?:resposta|texto)"
        r"(?: aqui)?|(?:aqui )(?:vai )?(?:a )?(?:sua |tua )?resposta|(?:a )?(?:sua |tua )?(?:resposta|texto) "
        r"(?:vai )?aqui"
        r"|resposta de exemplo"
        r"|texto d[ae] (?:sua |tua )?resposta|(?:a|por) (?:preencher|completar|escrever)"
        r"|(?:a )?resposta será (?:adicionada|publicada)(?: (?:aqui|em breve))*"
    ),
    "it": (
        r"(?:leggi|scopri|mostra|vedi|visualizza) (?:di più|tutto|altro)|per saperne di più|continua a leggere"
        r"|clicca qui|da (?:definire|determinare|confermare|stabilire|completare)|in (?:costruzione|aggiornamento)"
        r"|nessuna risposta|testo (?:di esempio|segnaposto)|risposta di esempio"
        r"|(?:inserisci|scrivi|aggiungi|inserire) (?:qui )?(?:la |una )?(?:tua |vostra )?(?:risposta|testo)(?: qui)?"
        r"|qui (?:va )?(?:la )?(?:tua |vostra )?risposta|(?:la )?(?:tua |vostra )?(?:risposta|testo) (?:va )?qui"
        r"|testo della (?:tua |vostra )?risposta|da (?:compilare|scrivere|inserire)"
        r"|(?:la )?risposta (?:verrà|sarà) (?:presto )?(?:aggiunta|inserita|pubblicata)(?: (?:qui|presto"
        r"|a breve))*|risposta in arrivo"
    ),
    "nl": (
        r"(?:lees|bekijk|toon) (?:meer|verder)|meer (?:lezen|informatie|info)|klik hier|n ?t ?b"
        r"|nog te (?:bepalen|bevestigen)|nader te bepalen|antwoord volgt|volgt (?:nog|binnenkort)|"
        r"(?:nog )?geen antwoord"
        r"|(?:typ|vul|schrijf|plaats) (?:hier )?(?:uw|jouw|je|het|een) antwoord(?: hier)?(?: in)?"
        r"|hier (?:komt |staat )?(?:het|uw|je) antwoord|(?:(?:het|uw|je|jouw) )?antwoord (?:komt )?hier"
        r"|voorbeeldtekst|voorbeeldantwoord"
        r"|antwoordtekst|tekst van (?:het|uw|je) antwoord|(?:nog )?in te vullen"
        r"|(?:het )?antwoord (?:wordt|komt) (?:(?:hier|later|nog|binnenkort) ?)*(?:toegevoegd)?"
    ),
    "sv": (
        r"läs (?:mer|vidare)|visa mer|mer information|klicka här"
        r"|(?:(?:skriv|ange|lägg till) )?(?:ditt )?svar(?:et)?(?: kommer)? här|skriv (?:ditt )?svar|svar kommer"
        r"|inget svar(?: än)?|exempeltext|ej fastställt"
        r"|svarstext|text(?:en)? till svaret|fylls i(?: senare)?"
        r"|svar(?:et)? (?:kommer(?: att läggas till)?|läggs till)(?: (?:här|senare|snart|inom kort))+"
    ),
    "da": (
        r"læs (?:mere|videre)|vis mere|mere information|klik her"
        r"|(?:(?:skriv|indtast|indsæt) )?(?:dit )?svar(?:et)?(?: kommer)? her|svar følger|intet svar|eksempeltekst"
        r"|svartekst|udfyldes(?: senere)?"
        r"|svar(?:et)? (?:kommer|tilføjes|vil blive tilføjet)(?: (?:her|senere|snart))+"
    ),
    "nb": (
        r"les (?:mer|videre)|vis mer|mer informasjon|klikk her"
        r"|(?:(?:skriv|legg inn) )?(?:ditt )?svar(?:et)?(?: kommer)? her|svar kommer|eksempeltekst"
        r"|svartekst|fylles ut(?: senere)?"
        r"|svar(?:et)? (?:kommer|legges til|vil bli lagt til)(?: (?:her|senere|snart))+"
    ),
    "fi": (
        r"lue lisää|näytä lisää|katso lisää|klikkaa tästä|(?:kirjoita )?vastaus(?: tulee)?(?: tähän| tänne)"
        r"|ei vastausta|esimerkkiteksti"
        r"|vastausteksti|vastauksen teksti|täydennetään(?: myöhemmin)?"
        r"|vastaus (?:lisätään|julkaistaan|tulee)(?: (?:tähän|tänne|myöhemmin|pian))+"
    ),
    "pl": (
        r"(?:czytaj|zobacz|pokaż|dowiedz się) (?:więcej|dalej)|kliknij tutaj"
        r"|do (?:ustalenia|uzupełnienia|potwierdzenia)|w (?:budowie|przygotowaniu)|brak odpowiedzi"
        r"|(?:(?:wpisz|dodaj|wstaw|podaj) )?(?:tutaj |tu )?(?:swoją |twoja )?odpowiedź(?: tutaj| tu)"
        r"|(?:wpisz|dodaj|wstaw) odpowiedź|(?:tu|tutaj) (?:wpisz )?odpowiedź|przykładow(?:y tekst|a odpowiedź)"
        r"|(?:tekst|treść) odpowiedzi|do (?:wypełnienia|napisania)"
        r"|odpowiedź (?:zostanie|będzie) (?:wkrótce )?(?:dodana|uzupełniona|opublikowana)(?: (?:tutaj|wkrótce"
        r"|później))*"
    ),
    "cs": (
        r"(?:číst|zobrazit|více) (?:dále|více|informací)|zjistit více|klikněte (?:zde|sem)|bude doplněno|doplníme"
        r"|připravujeme|ve výstavbě|(?:sem |zde )?(?:napište |vložte )?(?:vaše |svou |vaši )?odpověď (?:zde|sem)"
        r"|(?:sem|zde) (?:napište |vložte )?odpověď|ukázkový text"
        r"|text odpovědi|k doplnění"
        r"|odpověď (?:(?:bude|brzy|zde) )+(?:doplněna|přidána|zveřejněna)(?: (?:zde|brzy|později))*"
    ),
    "sk": (
        r"(?:čítať|zobraziť) (?:ďalej|viac)|zistiť viac|kliknite sem|bude doplnené|pripravujeme"
        r"|text odpovede|na doplnenie"
    ),
    "hu": (
        r"(?:tovább|bővebben|tovább olvasom|olvass tovább|tudj meg többet)|kattintson ide"
        r"|(?:ide (?:jön|írja) a )válasz(?:t)?|nincs válasz|feltöltés alatt"
        r"|a válasz szövege|kitöltendő"
    ),
    "ro": (
        r"(?:citește|află|vezi) mai (?:mult|multe|departe)|fă clic aici|răspunsul (?:tău )?aici"
        r"|urmează să fie (?:stabilit|anunțat|completat)|în construcție"
        r"|textul răspunsului|de completat"
    ),
    "ru": (
        r"(?:читать|читайте|узнать|показать|смотреть) (?:далее|больше|ещ[её]|подробнее|полностью)|подробнее"
        r"|нажмите здесь|(?:будет )?уточняется|будет (?:добавлен|дополнен|уточнен|объявлен)о?|в разработке"
        r"|нет ответа|(?:здесь |тут )?(?:будет |введите |ваш |напишите )(?:ваш )?(?:текст )?ответа?(?: здесь)?"
        r"|текст ответа|пример (?:ответа|текста)|заглушка"
        r"|(?:нужно|надо) заполнить"
        r"|ответ (?:скоро |позже )?(?:будет (?:добавлен|опубликован)|появится)(?: (?:здесь|позже|скоро))*"
    ),
    "uk": (
        r"(?:читати|дізнатися|показати) (?:далі|більше|ще)|детальніше|уточнюється|текст відповіді"
        r"|ваша відповідь тут"
        r"|буде доповнено"
        r"|відповідь (?:незабаром |скоро )?(?:буде додано|буде додана|з.явиться)(?: (?:тут|пізніше|скоро))*"
    ),
    "bg": r"прочетете повече|научете повече|вижте повече|прочети още|очаквайте скоро|текст на отговора|да се попълни",
    "tr": (
        r"devamını oku|(?:daha )?fazla(?:sını oku|sı| bilgi| göster)|devamı|tıklayın(?:ız)?"
        r"|(?:cevabınızı?|cevap|yanıt|yanıtınızı?)(?: metni)? buraya(?: gelecek| yazın)?"
        r"|buraya (?:cevap|yanıt)(?: gelecek| yazın)?|örnek (?:metin|cevap)|belirlenecek|hazırlanıyor"
        r"|(?:cevap|yanıt) (?:(?:yakında|buraya|daha sonra) )*(?:eklenecek(?:tir)?|gelecek)"
    ),
    "el": (
        r"διαβάστε (?:περισσότερα|τη συνέχεια)|μάθετε περισσότερα|περισσότερα|η απάντησή? (?:σασ )?εδώ"
        r"|κείμενο (?:τησ )?απάντησησ|προσ συμπλήρωση"
    ),
    "ar": r"(?:اقرأ|إقرأ|اعرف|عرض|قراءة) المزيد|المزيد|اضغط هنا|(?:أدخل |اكتب )?(?:ال)?إجابة?ت?ك? هنا|يحدد لاحقا",
    "he": r"קרא(?:ו)? עוד|לקריאה נוספת|המשך קריאה|לחץ כאן|התשובה (?:שלך |שלכם )?כאן|טקסט לדוגמה",
    "fa": r"ادامه مطلب|بیشتر بخوانید|اطلاعات بیشتر|اینجا کلیک کنید|پاسخ (?:شما )?اینجا",
    "hi": r"(?:और|अधिक|आगे) (?:पढ़ें|पढ़ें|जानें)|यहाँ क्लिक करें|यहां क्लिक करें|अपना उत्तर यहां लिखें",
    "id": (
        r"(?:baca|lihat|pelajari) (?:selengkapnya|lebih lanjut|lainnya)|selengkapnya|klik (?:di sini|disini)"
        r"|(?:tulis |masukkan )?jawaban(?: anda)? (?:di sini|disini)|akan diumumkan"
    ),
    "vi": (
        r"(?:xem|đọc|tìm hiểu|biết) (?:thêm|tiếp|chi tiết)|nhấp vào đây"
        r"|(?:nhập )?câu trả lời(?: của bạn)? (?:ở|tại) đây|đang cập nhật"
    ),
    "th": r"อ่าน(?:ต่อ|เพิ่มเติม)|ดูเพิ่มเติม|คลิกที่นี่|ใส่คำตอบที่นี่",
    "ja": (
        r"(?:続き|つづき)を(?:読む|見る)|もっと(?:見る|読む|詳しく)|詳しく(?:はこちら|見る)|詳細(?:はこちら|を見る)"
        r"|こちらをクリック|準備中(?:です)?|未定(?:です)?|工事中|ダミー(?:テキスト)?|サンプル(?:テキスト|回答)"
        r"|ここに(?:は)?(?:回答|答え|テキスト|本文)(?:文)?(?:を|が)(?:入力|記入|書い|入り|記載)(?:してください"
        r"|てください|します|ます)?"
        r"|(?:回答|答え|テキスト)が?(?:ここに)?入ります"
        r"|(?:回答|答え)の?(?:文|本文|テキスト)"
        r"|(?:回答|答え)は?(?:後日|近日中に|こちらに|ここに)?(?:追加|掲載)(?:します|されます|予定(?:です)?)"
    ),
    "ko": (
        r"더 ?보기|자세히(?: 보기| 알아보기)?|계속 읽기|더 읽기|더 알아보기|여기를 클릭(?:하세요)?|추후 ?공지"
        r"|미정|준비 ?중(?:입니다)?"
        r"|(?:여기에 )?(?:답변|답|내용|텍스트)(?:을|를)? ?(?:입력|작성)(?:하세요|해 ?주세요)?"
        r"|답변 ?(?:텍스트|본문)"
        r"|답변(?:은|이)? ?(?:곧 |추후 |나중에 )?(?:추가|등록)(?:됩니다|될 예정입니다|예정(?:입니다)?)"
    ),
    "zh": (
        r"(?:阅读|閱讀|查看|了解|顯示|显示)(?:更多|全文|详情|詳情|詳細|答案)|更多|继续阅读|繼續閱讀|点击(?:这里"
        r"|此处|查看)|點擊(?:這裡|此處)|待定|待补充|待補充|待更新|敬请期待"
        r"|敬請期待|暂无(?:回答|答案|内容)?|暫無(?:回答|答案|內容)?"
        r"|(?:请|請)?(?:在)?(?:此|这里|此处|這裡)(?:处|處)?(?:输入|輸入|填写|填寫|是)(?:您的|你的)?(?:答案|回答"
        r"|内容|內容)|答案(?:在)?(?:这里|此处|此)"
        r"|(?:答案|回答)(?:内容|內容|文本|文字)"
        r"|(?:答案|回答)(?:将|將)(?:在此|稍后|稍後|尽快|盡快)?(?:添加|补充|補充|更新)"
    ),
}
"""Whole answers that are none, by language: a regular expression of their words with signs around removed.

They are in lower case as `casefold` makes it, with `σ` at the end of a word, too.
"""
NOT_YET = (
    r"(?:more )?coming(?: very)? soon|available soon|soon|stay tuned|demnächst(?: verfügbar)?"
    r"|bald(?: verfügbar)?|in kürze|kommt bald|bientôt(?: disponible)?|prochainement|próximamente|muy pronto"
    r"|pronto(?: disponible)?|em breve|brevemente|prossimamente|presto disponibile"
    r"|(?:komt )?binnenkort(?: beschikbaar)?|kommer snart|tulossa(?: pian)?|wkrótce|již brzy|brzy|čoskoro"
    r"|hamarosan|în curând|скоро|незабаром|yakında|σύντομα|قريبا|בקרוב|به زودی|जल्द आ रहा है|segera hadir"
    r"|sắp ra mắt|เร็ว ?ๆ ?นี้|近日公開|即将推出|即將推出"
)
"""What answers nothing but a question for a time."""
FILLER = (
    "lorem ipsum",
    "dolor sit amet",
    "consectetur adipis",
    "consetetur sadipscing",
    "incididunt ut labore",
    "ut enim ad minim",
    "quis nostrud exercitation",
    "duis aute irure",
    "excepteur sint occaecat",
    "sed diam nonumy",
    "at vero eos et accusam",
    "stet clita kasd",
    "nemo enim ipsam voluptatem",
)
"""Phrases of the text that shows how a page will look."""
