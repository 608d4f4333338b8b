# The program's words in English. Each code is a message of the same name:
#   value      one fact, lower case, no final stop
#   .hint      the usual remedy          .nearest   the known name nearest to what was written
#   .label     a few words after the ^   .first     words for the place of the first occurrence
#   .explain   what `sotay explain CODE` says (takes no variables)
# vi.ftl has the same keys with the same variables.

error = error
warning = warning
hint = hint

## Files

not-utf8 = the file is not saved as UTF-8 (wrong from byte { $byte } on)
    .hint = open it in Notepad, choose Save As, set Encoding to UTF-8 and save
    .explain =
        An encoding says which numbers stand for which letters in a file. Sotay reads
        only UTF-8, which every machine of today has in common; to guess another one
        could change letters and tones unnoticed. Open the file in the program that made
        it and save it again as UTF-8.

        Text typed with old Vietnamese fonts (TCVN3 such as .VnTime, or VNI) needs more
        than saving: convert it to Unicode first, for example with the converter of
        UniKey, and read it through afterwards.

nul-byte = the file holds a null character at byte { $byte }, so it is not a text file
    .hint = open the original and save it as plain text in UTF-8
    .explain =
        The null character (byte 0) does not occur in ordinary text. It usually means
        that the file was saved as UTF-16 (Notepad calls it "Unicode"), that a Word, PDF
        or picture file was renamed to .md or .yaml, or that the file was damaged while
        it was copied. Open it, see whether its text is whole, and save it as UTF-8. If
        the text is damaged, fetch the original again.

file-too-large = the file is larger than { $limit } MB, the most that sotay reads
    .hint = split it into smaller files, or make pictures and attachments smaller
    .explain =
        Text files (pages, quizzes, source documents) are read up to 16 MB, more than a
        shelf of books; pictures and attachments up to 256 MB. Larger files are hard to
        carry on a USB stick, slow on a phone, and most often in the wrong place. Split
        long pages, make pictures smaller, or move what is not needed out of the folders
        `content`, `seeds` and `themes`.

name-clash = two files have the same name but for the way the machine stores the accents
    .hint = rename or delete one of the two
    .explain =
        An accented letter can be stored in two ways: letter and accent in one
        character, or one after the other. Two such names look alike; some machines take
        them for two files, others for one, so that copying may overwrite one with the
        other. Sotay does not choose which is right. Open both, keep the right one, and
        delete or rename the other.

name-unportable = the name `{ $name }` cannot be used on every machine
    .hint = rename it: none of the characters `< > : " | ? * \`, no stop or space at the end, no name like `con`, `aux`, `nul`
    .explain =
        Windows forbids some file names: those with one of < > : " | ? * \, those that
        end in a stop or a space, and those kept for devices, such as con, prn, aux,
        nul, com1, lpt1 (with an ending too, such as con.md). A handbook with such a
        name cannot be copied to a Windows machine or to many USB sticks. Accents, and
        spaces inside a name, are fine: Cơ hội và thách thức.md.

symlink-outside = the shortcut `{ $name }` leads out of the handbook's folder
    .hint = copy the real file into the handbook and delete the shortcut
    .explain =
        This is a symbolic link, a shortcut of the operating system, that points to a
        file or folder outside the handbook. On another machine it leads nowhere, and it
        could carry a private file of this machine into what you publish. That is why
        sotay does not follow it. Copy what is needed into `content`, `seeds` or
        `themes`. Shortcuts to places inside the handbook are fine.

unreadable = `{ $name }` cannot be read: { $reason }
    .hint = check the right to read it, close the program that holds it, rename it if its name has odd characters
    .explain =
        The operating system did not let sotay read this file or folder. Usually the
        account lacks the right to read it, another program holds it, the disk or USB
        stick is damaged there, or the name is not Unicode text. Sotay reports it
        instead of passing it over, so that no page is silently left out. Try to open
        the file in another program; if that works, copy it under a new name and delete
        the old one.

## The handbook as a whole

handbook-missing = the file `content/handbook.yaml` is missing
    .hint = create it with at least one line: `title: Name of the handbook`
    .explain =
        The file `content/handbook.yaml` holds what is true of the whole handbook: its
        title, publisher, date, theme, the score that passes. Without it sotay does not
        know what the handbook is called. Only `title` must be there:

            title: Sổ tay học tập Nghị quyết số 52-NQ/TW
            id: so-tay-nq52
            publisher: Ban Tuyên giáo Tỉnh ủy

        It is wise to give an `id` and never to change it: readers' progress is stored
        under that name.

cover-missing = the cover `content/index.md` is missing
    .hint = create the file `content/index.md` and write the introduction there
    .explain =
        The cover is the first page that readers see. Its text stands in
        `content/index.md`; the table of contents is added by sotay. It can be very
        short:

            ---
            title: Sổ tay học tập
            ---

            This handbook helps members to study the resolution by themselves.

part-without-index = the part `{ $folder }` has no file `index.md` yet
    .hint = create `index.md` in this folder, with a `title` and a few lines of introduction
    .explain =
        Every folder in `content` is a part of the handbook. The file `index.md` in it
        is the part's opening page: it gives the part its title and leads to the pages
        inside. Until it exists, sotay uses the name of the folder, which often lacks
        accents and reads badly. Create `index.md` with the key `title`, for example
        `title: Quan điểm chỉ đạo`.

theme-missing = there is no theme `{ $theme }`
    .hint = put the theme into the folder `themes/{ $theme }`, or delete this line to use `sen`
    .nearest = did you mean `{ $nearest }`?
    .explain =
        A theme decides how pages look: type, colours, arrangement. The key `theme` in
        `content/handbook.yaml` (or `extends` in a `theme.yaml`) must be the name of a
        folder in `themes`. The theme `sen` is inside the program and need not be copied
        into the handbook. Correct the name, capital letters included, or delete the
        line `theme`.

theme-cycle = the theme `{ $theme }` builds on others in a circle that comes back to itself
    .hint = change the line `extends` in `theme.yaml` so that the chain ends in `sen`
    .explain =
        A theme can build on another with the line `extends` and replace only the files
        it wants to replace. Here theme A builds on B, and B on A (perhaps over a few
        more), so that there is no beginning. Open the `theme.yaml` of each of them and
        let one build on `sen`: `extends: sen`.

template-syntax = the template is written wrongly: { $problem }
    .hint = mend this place in the template, or delete the file to use the one of the original theme
    .explain =
        A template is an HTML file in the folder `templates` of a theme, with gaps that
        sotay fills with content. The gaps are written in the rules of Tera, and the
        words in the message are Tera's. Often a pair of brackets is not closed, or a
        line `endif`, `endfor` or `endblock` is missing. If you did not mean to replace
        this template, delete the file: that of the original theme is used then.

template-render = the template `{ $template }` fails on a page: { $problem }
    .hint = compare the names of the fields it uses with `themes/README.md`
    .explain =
        The template is written soundly but could not be filled with the content of this
        page. Usually it uses a field that does not exist (a slip in the name), or one
        that is empty on this page. The words in the message are those of Tera, which
        fills templates. All fields are listed in `themes/README.md`. Ask for a field
        that may be empty before using it, with Tera's `if`.

## YAML

yaml-syntax = { $kind ->
        [colon] a value without quotation marks holds a colon, or the line is not aligned
        [duplicate] a key stands twice in the same group
        [start] a value begins with a character that cannot stand first, such as `@`, `%`, a backtick or a tab
        [tab] the line is indented with the Tab key
        [key] the line is not aligned with its group, or words follow a closing quotation mark
        [bracket] a square or curly bracket is not closed, or a comma is missing between items
        [quote] a quotation mark is opened and never closed
        [anchor] a value begins with `*`, which means: repeat a value that was never named
        [depth] items are nested too deep
        [repetition] a value is repeated too many times
        [documents] a line `---` cuts the file into several parts
       *[other] this is not valid YAML
    }
    .hint = { $kind ->
        [colon] put the whole value in quotation marks, as in `title: "Quan điểm: cơ hội"`; without a colon, align the line
        [duplicate] delete one of the two keys, or join what they hold
        [start] put the value in quotation marks; replace a tab by spaces
        [tab] replace each tab at the beginning of the line by two spaces
        [key] give the line as many leading spaces as its group above; a quoted value must end with its closing mark
        [bracket] close every `]` or `{"}"}` and put commas between items
        [quote] add the closing mark; replace a `"` inside the text by “ ”
        [anchor] put the value in quotation marks, as in `"* ghi chú"`
        [depth] use fewer levels of brackets or indentation
        [repetition] write the value out instead of repeating it with `&` and `*`
        [documents] delete the line `---` in the middle of the file
       *[other] compare it with a file that works; put values with unusual signs in quotation marks
    }
    .explain =
        YAML is a way to write data as plain text: one `key: value` a line, lines of one
        group aligned, items of a list beginning with a dash and a space. Where one
        place is wrong the rest of the file cannot be read, so mend this place first and
        run sotay again.

            title: "Quan điểm thứ hai: cơ hội"
            keywords: [cơ hội, thách thức]
            objectives:
              - Nêu được hai mặt của vấn đề.

        Three habits avoid nearly every mistake: indent with spaces, never with the Tab
        key; put one space after a colon; put values that hold a colon or a hash sign,
        or begin with a sign, in quotation marks.

yaml-type = what is needed here is { $expected ->
        [map] a group of lines `key: value`
        [list] a list
        [text] a text
        [flag] `true` or `false`
        [number] a number
       *[other] a value of another kind
    }
    .hint = { $expected ->
        [map] write one `key: value` a line, indented by two spaces
        [list] write one item a line, each beginning with `- `, or write `[first, second]`
        [text] write a text, without brackets `[ ]`, `{"{"} {"}"}` or indented lines below
        [flag] write `true` (yes) or `false` (no), without quotation marks
        [number] write a number such as `80` or `7.5`, without a unit
       *[other] look at an example of this file
    }
    .explain =
        Each key takes one kind of value: a text, a number, yes or no (`true`, `false`),
        a list, or a group of smaller keys. The value here is of another kind, so that
        it is not clear what is meant. These are right:

            title: Kiểm tra nhanh
            pass: 80
            shuffle: true
            keywords: [cơ hội, thách thức]
            evidence:
              source: hd116

        Put a text that holds a colon or a bracket in quotation marks, so that it is not
        taken for a group or a list.

yaml-value = this value cannot be used here
    .hint = { $allowed ->
        [YYYY-MM-DD] write an existing day as year-month-day, for example `2026-11-21`
       *[other] allowed here: { $allowed }
    }
    .nearest = did you mean `{ $nearest }`? (allowed: { $allowed })
    .explain =
        The value is of the right kind but not among those this key takes. Some keys
        take a few fixed words, as `retry` takes `missed` or `all`; some take numbers
        within limits, as `pass` from 0 to 100; some take a fixed form, as a date is
        written `2026-11-21`. Sotay does not guess, because a wrong guess gives readers
        wrong results. The hint beside the message says what is allowed; `sotay schema`
        prints it all for each kind of file.

yaml-unknown-key = there is no key `{ $key }` in this place
    .hint = keys that can stand here: { $known }
    .nearest = did you mean `{ $nearest }`? (keys that can stand here: { $known })
    .explain =
        A key is the word before the colon. Sotay reports every key that it does not
        know, because a slip (such as `tittle`) that was passed over would lose what its
        author meant, unnoticed. A key with the right name in the wrong place is
        reported too: a line indented too far or too little belongs to another group.
        Correct the name, align the line, or delete it. Notes to other editors go behind
        a hash sign `#`.

yaml-missing-key = the key `{ $key }` is missing
    .hint = add a line `{ $key }: …` to this group
    .explain =
        This group can only be used with the key that is named: a question needs `ask`,
        a source `key`, `title`, `file` and `sha256`, a glossary term `term` and
        `meaning`. A key with nothing after it counts as missing. If the key is there,
        see whether it is aligned with the others of its group: one space more or less
        moves it to another group.

## Pages

front-matter-open = the front matter has no closing line `---`
    .label = opened here
    .hint = add a line `---` below the last line of the front matter
    .explain =
        The front matter stands between two lines of three dashes and holds what is to
        be known of the page: title, summary, objectives. Without the second line sotay
        cannot tell where it ends, and so cannot read the page.

            ---
            title: Tận dụng cơ hội
            ---

            The text of the page begins here.

        If the page has no front matter and its first line is meant as a rule across the
        page, write `***`.

title-missing = the page has no title
    .hint = write `title: Name of the page` in the front matter, or begin the page with `# Name of the page`
    .explain =
        The title stands at the top of the page, in the table of contents, among search
        results and on the browser's tab, so every page needs one. It can be the key
        `title` in the front matter or a first-level heading in the first line of the
        text.

            ---
            title: Tận dụng cơ hội
            ---

        Put a title that holds a colon in quotation marks.

hidden-character = the character { $character }, which nobody sees, stands here
    .hint = delete it; if it cannot be seen in the editor, type the word around it anew
    .explain =
        Some characters have no shape: they turn the direction of what follows, or part
        words by a space without width. They come along when text is copied from a web
        page or a PDF. A title with one looks like another title, the search does not find
        the word, and a quotation differs from its source for no reason to be seen. The
        page shows the text as it is written. `U+202E` and its like are the names of such
        characters in Unicode. No page can hold control characters (`U+0000` to `U+001F`,
        in YAML written `\0`, `\e` and so on): � stands there instead.

heading-one = a first-level heading stands inside the text
    .hint = change `#` to `##`; the first level is for the page's title
    .explain =
        A page has one heading of the first level, its title; those who use a screen
        reader tell by it which page they are on. In the text, sections use the second
        level (`##`) and their parts the third (`###`). For now sotay takes this heading
        as one of the second level. If the text is really two lessons, make two pages of
        it.

heading-skip = a heading of level { $level } stands where level { $allowed } is the deepest possible
    .hint = use level { $allowed } (as many `#` at the beginning of the line)
    .explain =
        Headings go down one level at a time: below level 2 comes level 3, below that
        level 4; the first one of a page is of level 2. A level left out makes a gap in
        the table of contents, and users of a screen reader think that they missed a
        section. For now sotay raises the heading to the nearest level that is possible.
        Do not choose levels by the size of the letters; that is the theme's work.

heading-id-twice = two headings of the page have the same id `{ $id }`
    .hint = change one of them, or delete `{"{"}#{ $id }{"}"}` and let sotay make one
    .explain =
        An id in curly brackets at the end of a heading lets links lead to it. With the
        same id twice, links reach only the first heading. Use each id once in a page:

            ## Mục tiêu đến năm 2025 {"{"}#nam-2025{"}"}
            ## Mục tiêu đến năm 2030 {"{"}#nam-2030{"}"}

        Where no id is written, sotay makes one from the words of the heading and keeps
        it distinct.

nesting-too-deep = the text is nested in too many levels
    .hint = use fewer levels of lists, quotations or emphasis inside each other here
    .explain =
        Lists inside lists or quotations inside quotations, dozens of levels deep, can
        be read by nobody and can exhaust the machine's memory. Usually it is a slip of
        copying: a long row of `>`, `*` or spaces at the beginning of a line. Below the
        deepest level sotay keeps only the words. Delete the surplus signs, or give the
        passage a section of its own.

html-raw = the page holds HTML, which this handbook does not allow
    .hint = write it in Markdown; if only the sign `<` is meant, write `\<`
    .explain =
        HTML copied from web pages or from Word brings foreign type, foreign addresses
        and even hidden programs along. So sotay does not take it, and shows it as plain
        text. Nearly everything can be written in Markdown: tables, footnotes, bold
        type, framed notes (`> [!NOTE]`). Where it is really needed, write
        `raw_html: true` in `content/handbook.yaml`; sotay then keeps only harmless tags
        and never a program. Notes to other editors, `<!-- … -->`, are always allowed
        and never shown.

point-skipped = point { $found } stands where point { $expected } should follow
    .label = { $expected }) should stand here
    .hint = see whether point { $expected } was left out; if not, correct the letter
    .explain =
        Points in Vietnamese documents follow the Vietnamese alphabet: a, b, c, d, đ, e,
        g, h, i, k… (with đ, without f and j). A letter left out often means that a
        point was not copied, or that the letters were typed in the English order. Sotay
        only says so; it adds and changes nothing. Quotations with a citation are not
        questioned, because there the document's own letters stand.

link-broken = the file `{ $target }` does not exist in the handbook
    .hint = check the path; it starts from the folder of this page
    .nearest = did you mean `{ $nearest }`?
    .explain =
        The link leads to a page or file that does not exist; readers who follow it
        would find nothing. Paths start from the folder of this page, `..` goes up one
        folder, and file names keep their ending `.md`:

        {"    ["}Mục tiêu](../02-muc-tieu/index.md)
        {"    ["}Đến năm 2030](../02-muc-tieu/03-den-nam-2030.md)

        See whether the file was renamed or moved, or is still a draft (`draft: true`).
        Put names with spaces between angle brackets: `[Cơ hội](<Cơ hội.md>)`.

link-anchor = the page that is linked to has no heading `#{ $anchor }`
    .hint = look at the headings of that page; ids have no accents, small letters, and hyphens between words
    .nearest = did you mean `#{ $nearest }`?
    .explain =
        What follows the hash sign in a link is the id of a heading. The page exists,
        but none of its headings has this id, so readers would reach the top of the page
        and not the place meant. Ids are made from the words of the heading: no accents,
        small letters, hyphens. “Cơ hội và thách thức” has the id
        `co-hoi-va-thach-thuc`. To keep an id when the words change, write it at the end
        of the heading:

            ## Mục tiêu đến năm 2030 {"{"}#nam-2030{"}"}

link-outside = the link `{ $target }` leads out of the folder `content`
    .hint = copy the file into `content` and link to it with a relative path
    .explain =
        A handbook carries only what is in the folder `content`. A link to a drive
        (`C:\…`), to a path that begins with `/`, or with so many `..` that it leaves
        `content`, breaks as soon as the handbook is copied to another machine. Copy the
        file beside the page and write its path from there, for example
        `[Phụ lục](phu-luc.pdf)`. Source documents in `seeds` are best cited by
        their key, for example {"["}@hd116].

link-scheme = the link `{ $target }` is of a kind that is not allowed
    .hint = use links that begin with `https://`, `http://`, `mailto:` or `tel:`, or paths to files of the handbook
    .explain =
        The beginning of a link, up to the colon, tells the browser what to do. Kinds
        such as `javascript:` or `data:` can run a program on the reader's machine;
        others, such as `file:`, are right on one machine only. A handbook is given to
        many people, so these are refused, even where they were copied by accident. Use
        the address of an ordinary web page, or copy the file into the handbook and link
        to it.

image-missing = the picture `{ $target }` does not exist in the handbook
    .hint = copy the picture into `content` and check the path; it starts from the folder of this page
    .nearest = did you mean `{ $nearest }`?
    .explain =
        The page shows a picture whose file is not where the path says, so that readers
        would see an empty frame. Paths start from the folder of the page; write the
        whole name, with its ending and its capital letters:

            ![Sơ đồ các nhiệm vụ](hinh/so-do.png)

        Copy the picture there or correct the name. On many machines `.JPG` and `.jpg`
        are two different names.

image-remote = the picture `{ $target }` is on another machine
    .hint = download it, put it beside the page, and use the name of that file
    .explain =
        A handbook must be readable from a USB stick without a network, so all its
        pictures must be inside it. A picture on the web is not shown without a network,
        can be changed or removed at any time, and tells others who reads. Download it
        (if you may use it), put it into `content` and write its path:

            ![Lễ công bố nghị quyết](hinh/le-cong-bo.jpg)

image-without-text = the picture `{ $target }` has no alternative text
    .hint = describe it in a sentence between the square brackets: `![description](…)`
    .explain =
        The alternative text says what the picture tells. Screen readers read it to
        those who cannot see the picture, and it is shown where the picture cannot be
        opened. Write what readers should learn from it, not “illustration” or the file
        name:

            ![Kinh tế số tăng từ 20% lên 30% GDP](hinh/kinh-te-so.png)

note-missing = the footnote `{ $label }` is referred to and has no text
    .hint = add a line at the end of the page: `[^{ $label }]: text of the footnote`
    .explain =
        The mark of a footnote needs a line with its text elsewhere in the same page,
        usually at the end. Both use the same name:

            Nghị quyết được ban hành năm 2019.[^ngay]

        {"    ["}^ngay]: Ngày 27 tháng 9 năm 2019.

        Add that line, correct the name, or delete the mark.

citation-unknown = the source `{ $key }` is not listed in `seeds/sources.yaml`
    .hint = correct the key, or add the document to `seeds/sources.yaml`
    .nearest = did you mean `{ $nearest }`?
    .explain =
        Citations such as {"["}@hd116, mục 3] and the evidence of questions name a document
        by a short key. It must be the `key` of a document in `seeds/sources.yaml`: only
        then do readers know where the words come from, and only then can sotay compare
        them with the document. Correct the key, or add the document to the list with
        `key`, `title`, `file` and `sha256`. Where the brackets are no citation, write
        `\[@…]` and they are shown as they are.

chart-empty = the chart has no figures
    .hint = add `rows` with at least one row of figures
    .explain =
        A `chart` block is drawn from its `rows`; without any there is nothing to draw.
        Each row has a name (`label`) and its `values`, one for each name in `series`:

            series: [Đến năm 2025, Đến năm 2030]
            rows:
              - label: Kinh tế số trong GDP
                values: [20, 30]

        If there are no figures yet, delete the whole block.

chart-row = the number of values in this row is { $values }, that of `series` is { $series }
    .hint = give { $series } in `values`, in the order of `series`
    .explain =
        Each row of a chart must have exactly one value for each name in `series`, in
        the same order. With more or fewer it is not clear which value belongs to which
        name, and the chart could show readers a wrong figure. Where there is no number,
        write words, for example `values: [20, chưa nêu]`. In a list, write decimals
        with a point (`7.5`) or in quotation marks (`"7,5"`), because a bare comma
        separates two values.

chart-series = this chart compares { $series } series; four can still be told apart
    .hint = make two charts, or show the figures in a table
    .explain =
        The series of a chart differ by pattern, shape and line, so that they can be told
        apart in black and white and by readers who see colours differently. There are
        four of each. A chart with more would be a riddle: split it, or use a table.

chart-number = `{ $cell }` in this row is no number that can be drawn
    .hint = write digits with at most one decimal comma or point, such as 7,5 or 30%; leave the cell empty where there is no figure
    .explain =
        A chart draws every cell of the columns that its `series` names. A cell must be
        empty or one number: digits, at most one decimal comma or point, perhaps a `%`.
        Three digits after the mark (1.250) may be thousands or thousandths, and sotay
        does not guess: write 1250 or 1,25. Words belong in a `targets` chart with `rows`.

## Quizzes

quiz-without-page = this quiz has no page `{ $page }` beside it
    .hint = rename the file after its page, or create the page `{ $page }`
    .explain =
        A quiz belongs to the page of the same name in the same folder:
        `02-co-hoi.quiz.yaml` goes with `02-co-hoi.md`. Without that page the quiz is
        shown nowhere. It often happens when a page is renamed and its quiz is not.
        Rename one of the two files, or delete a quiz that is no longer used.

quiz-missing = this page has no quiz yet
    .hint = add a file with the page's name and the ending `.quiz.yaml`, or write `quiz: false` in the front matter
    .explain =
        The file `content/handbook.yaml` says `quiz: {"{"}required: true{"}"}`: every page must
        have a quiz. For the page `02-co-hoi.md`, create `02-co-hoi.quiz.yaml` beside
        it:

            questions:
              - ask: Nguồn lực bên ngoài là quyết định.
                is: false

        A page that needs no quiz (such as an introduction) says `quiz: false` in its
        front matter.

quiz-twice = this page has more than one quiz
    .first = there is one here already
    .hint = join the questions in one quiz
    .explain =
        A page has at most one quiz: a file `.quiz.yaml` beside it, or a `quiz` block in
        its text. With two it is not clear which of them gives the page its score. Move
        the questions of this one to the other and delete it. A file is handier for a
        long quiz, a block for one or two questions.

quiz-empty = the quiz has no questions
    .hint = add at least one question to `questions`
    .explain =
        A quiz must have the key `questions` with at least one question. This may serve
        as a beginning:

            title: Kiểm tra nhanh
            questions:
              - ask: Đến năm 2025, kinh tế số chiếm khoảng bao nhiêu phần trăm GDP?
                right: 20%
                wrong: [10%, 30%]

        If you have no time to write it yet, delete the file (or block).

question-kind = it is not clear how this question is answered
    .none = add one way to answer: `right` and `wrong`, or `is`, `answer`, `fill`, `order`, `match`
    .several = keep only one way to answer; delete the others or make separate questions of them
    .explain =
        A question is answered in exactly one way, and the key that is used tells which.
        There are seven:

            right: 20%                  choose one; `wrong` holds the wrong choices
            right: [Một, Hai]           choose all that are right; `wrong` holds the wrong choices
            is: false                   true or false (`true` means the statement is right)
            answer: [3, ba]             write a short answer; every spelling that is accepted
            fill: Tăng trên {"{"}7{"}"}%/năm    fill the blanks; what belongs there stands in curly brackets
            order: [Trước, Giữa, Sau]   put in order; written in the right order
            match: {"{"}Việc: Cơ quan{"}"}      find pairs; each line is a right pair

        A question with none of these keys cannot be answered; one with two cannot be
        marked. Beside `answer`, however, `match` means how answers are compared
        (`exact`, `no-case`, `no-tone`).

question-no-right = the question has no right answer
    .hint = add `right` with the right choice; for a short answer, write what is accepted in `answer`
    .explain =
        Without a right answer, whatever readers choose is wrong. A question with
        choices needs `right` (one choice, or a list where several are to be chosen); a
        short answer needs at least one answer in `answer`.

            right: 20%
            wrong: [10%, 30%]

        If the right answer is “none of these”, make those words a choice in `right`.

question-no-wrong = the question has no wrong choice
    .hint = add `wrong` with at least one wrong choice
    .explain =
        Where every choice is right, readers score whatever they choose, and the
        question tests nothing. Add choices that are wrong but plausible, with words for
        those who pick them if you like:

            right: 20%
            wrong: [10%, {"{"}text: 30%, why: Đó là mục tiêu đến năm 2030.{"}"}]

        If readers are to write the answer themselves, use `answer` instead of `right`.

choice-twice = the choice “{ $choice }” stands twice in the question
    .first = it already stands here
    .hint = delete or change one of the two
    .explain =
        Two equal choices leave readers wondering which of them to take. Sotay compares
        without regard to capital letters, surplus spaces and a final stop, because
        readers do not tell choices apart by those either. Delete one, or change the
        words so that the two differ clearly.

choice-right-and-wrong = the choice “{ $choice }” stands in both `right` and `wrong`
    .first = here it is a right choice
    .hint = delete it in one of the two places
    .explain =
        A choice cannot be right and wrong at once; left so, every answer might be
        marked wrong. Sotay compares without regard to capital letters, surplus spaces
        and a final stop. Look at the document and keep the choice in one place: in
        `right` if it is right, in `wrong` if it is not.

fill-blanks = the text to fill in has no blank, a blank without an answer, or a curly bracket that is not closed
    .hint = put the answer in curly brackets, as in `tăng trên {"{"}7{"}"}%/năm`; separate several accepted answers by `|`
    .explain =
        In `fill`, each answer stands between curly brackets; in the page that place is
        an empty box for readers to fill. There must be at least one, each must hold an
        answer, and every bracket must be closed. Where several spellings are accepted,
        a vertical bar separates them. It is best to put the whole text in quotation
        marks, above all where it begins with a bracket:

            fill: "Năng suất lao động tăng bình quân trên {"{"}7|bảy{"}"}%/năm."

too-few-items = the question has fewer than two items to order or match
    .hint = give at least two items in `order`, or two pairs in `match`
    .explain =
        To order or to match makes sense from two items on; three to six are best. Write
        the items of `order` in their right order; sotay shuffles them. In `match`, each
        line is a right pair:

            match:
              Hạ tầng thanh toán số: Ngân hàng Nhà nước
              Khung pháp luật về tài sản: Bộ Tư pháp

item-twice = the item “{ $item }” stands twice in the question
    .first = it already stands here
    .hint = change the words so that the items differ, or delete one
    .explain =
        Items that are ordered or matched must differ: two equal ones could change
        places and still be right, yet be marked wrong. This goes for the items of
        `order` and for both sides of `match`. If two tasks belong to the same body, ask
        for choices instead, or join the two tasks in one item.

tolerance-without-number = `tolerance` stands beside an answer that is not a number
    .hint = delete `tolerance`, or give the answer as a number, for example `answer: 7.5`
    .explain =
        The key `tolerance` lets a number be off by a little: the answer 20 with
        `tolerance: 1` accepts 19 to 21. Words cannot be off by a little. Write the
        number without its unit; decimal comma and point are the same:

            answer: "7,5"
            tolerance: 0.1

        Units (such as % or billion đồng) belong into the question.

question-id-twice = two questions have the same id `{ $id }`
    .first = it is used here already
    .hint = change one `id`; where no `id` is written the two have the same words, so change the words
    .explain =
        Readers' answers and scores are remembered by the id of the question. With the
        same id, one question overwrites the other's result. Where no `id` is written,
        sotay makes one from the question's words, so that equal words give equal ids.
        Make the words clearer, or give each question an `id` of its own, such as
        `id: kinh-te-so-2025`. Do not change it once it is published.

final-count = the final test asks { $count } questions, the handbook has { $bank }
    .hint = lower `count` in `final`, or write more questions
    .explain =
        In `content/handbook.yaml`, `final: {"{"}count: 30{"}"}` is the final test: for each try, 30
        questions are drawn from the quizzes of all pages. No more can be drawn than there
        are. Drafts do not count.

final-part = each part gives { $each } questions, the part “{ $part }” has { $bank }
    .hint = lower `per_part`, write `per_part: true` to share them evenly as far as they go, or write more questions
    .explain =
        In `final`, `per_part: 5` means that every part with questions gives at least 5 of
        them to the final test. With `per_part: true` all parts give the same number; a part
        that has fewer gives all of them, and the others make up for it.

final-spread = the parts give { $wanted } questions together, the final test asks { $count }
    .hint = raise `count` or lower `per_part` in `final`
    .explain =
        In `final`, `per_part` times the number of parts with questions must not be more than
        `count`. In a handbook of 6 parts, `per_part: 5` needs a `count` of at least 30.

evidence-missing = the question has no evidence
    .hint = add `evidence: {"{"}source: …, quote: "…"{"}"}` to the question
    .explain =
        This handbook asks that every question name the words of a document that prove
        its answer (`quotations: {"{"}evidence: required{"}"}` in `content/handbook.yaml`).
        Readers see them after answering.

            evidence: {"{"}source: hd116, place: mục 2, quote: "Kinh tế số chiếm khoảng 20% GDP"{"}"}

        `source` is a key of `seeds/sources.yaml`, `quote` the exact words, and `place`
        (if given) where they stand in the document. If your handbook does not need
        this, write `evidence: optional`.

## Sources and glossary

source-missing = there is no document `{ $file }` in the folder `seeds`
    .hint = copy the document into `seeds`, or correct the name in `file`
    .nearest = did you mean `{ $nearest }`?
    .explain =
        Each source in `seeds/sources.yaml` has a key `file`: the file in the folder
        `seeds` that holds its full text. Without it no quotation can be compared with
        the document, so sotay publishes nothing. Copy the file into `seeds`, exactly as
        it was received, or correct its name, with its ending and capital letters.

source-altered = the file `{ $file }` is not as it was when it was recorded
    .label = its fingerprint when recorded
    .hint = restore the original; if the change is meant and was compared, write `sha256: { $found }`
    .explain =
        The key `sha256` is the fingerprint of the file: one letter, one space, or
        saving it in another program changes it. So no official document can be altered
        unnoticed. If you did not mean to change it, fetch the original again. If the
        new file is the right one, compare it carefully with the signed document and
        copy the fingerprint from the hint to `sha256`. Slips of the digitised text are
        not mended in the file but listed in `seeds/errata.yaml`. For a new source you
        may write `sha256: "0"` for now; this message then gives the fingerprint to
        write.

source-key-twice = two sources have the same key `{ $key }`
    .first = it is used here already
    .hint = change one `key`, or delete the source that is listed twice
    .explain =
        The `key` of a source is its short name in citations. With the same key twice,
        it is not clear which document is quoted. Give each document a key of its own,
        short and easy to remember, such as `nq52`, `hd116`, `nq50`; then look through
        the citations that used the old one. If one document is listed twice, delete one
        entry.

term-twice = the term “{ $term }” stands twice
    .first = it already stands here
    .hint = join the two entries in one
    .explain =
        Each term has one entry in `content/glossary.yaml` (capital letters make no
        difference), so that readers find one meaning. Join the two explanations. Other
        spellings of the term go into `also`, its short form into `abbreviation`. If the
        word has two different meanings, tell them apart in the term, as “nguồn (văn
        bản)” and “nguồn (điện)”.

## The command line

cli-about = sotay turns a folder of Markdown and YAML into a learning handbook that is read without a network
cli-usage = Usage
cli-commands = Commands
cli-options = Options
cli-arguments = Arguments
cli-examples = Examples

cli-option-root = the folder of the handbook (default: the current one)
cli-option-lang = the language of messages: vi or en (default: that of the machine)
cli-option-quiet = print only errors and warnings
cli-option-verbose = print each step in more detail
cli-option-help = print this help
cli-option-version = print the version
cli-option-licenses = print the licences of sotay and of what is linked into it
cli-help-hint = Help for each command: `sotay COMMAND --help`, for example `sotay build --help`

cli-init-about = make a new handbook that builds at once
cli-init-dir = the folder of the new handbook (not there yet, or empty)
cli-build-about = build the pages of the handbook into the folder public
cli-build-out = the folder to write to (default: public in the handbook)
cli-serve-about = show a live preview, renewed at each save
cli-serve-port = the port to listen at (default: 4116; 0: any free one)
cli-serve-open = open it in the browser
cli-serve-host = the address to listen at (default: 127.0.0.1, for this machine alone)
cli-serve-editor = the command that opens a paragraph on Alt-click, such as "code -g {"{file}:{line}"}"
cli-serve-poll = look the folder over instead of waiting for events, for network drives
cli-check-about = find every mistake in the handbook, write nothing
cli-check-format = how to print: text for people, json for editors
cli-export-about = the handbook as one file: an archive, an e-book and more
cli-export-target = what to make: { $targets }
cli-export-out = the file to write (default: the handbook's id in the current folder), or an existing folder for it
cli-results-about = lay readers' result slips together as a table
cli-results-files = slips (.json), or folders of slips
cli-results-csv = also write a table for a spreadsheet (CSV)
cli-results-html = also write a report (HTML) with a chart by part and the questions missed most often
cli-results-keep = of several slips of a person, keep the one with the best score (best) or the one made last (last); best if not given
cli-export-complete = when a SCORM package counts as completed: pages (all read) or final (the test passed; default where there is one)
cli-export-force = replace an existing file, whoever made it
cli-export-only = only questions of this part (number, name or address); may be given several times
cli-export-kind = only questions of this kind: single, multiple, truth, short, fill, order, match
cli-export-tag = only questions with this tag
cli-export-level = only questions of this level
cli-export-loss = write as JSON what the format of questions cannot carry
cli-export-count = exam: how many questions (default: all)
cli-export-per-part = exam: how many questions of each part
cli-export-variants = exam: how many variants (default: 1)
cli-export-seed = exam: the number that decides the draw; the same number gives the same papers (default: 1)
cli-explain-about = explain a code and how to mend what it reports
cli-explain-code = the code in square brackets in a message, such as link-broken; all codes where none is given
cli-schema-about = print the JSON Schema of a kind of file, so that editors can help while typing
cli-schema-name = the kind of file, such as quiz or handbook
cli-import-about = import a document (DOCX, Markdown, plain text) into pages of quotations
cli-import-file = the document: .docx, .md or .txt
cli-import-key = the short key used in citations, such as nq50
cli-import-into = the folder of content for the pages (default: a new part at the end)
cli-import-dry-run = only print what would be written

cli-init-examples =
    {"  "}sotay init so-tay-chi-bo           make a handbook in the new folder so-tay-chi-bo
    {"  "}sotay init .                       make it in the current folder, if that is empty
cli-build-examples =
    {"  "}sotay build                        build the handbook here into public
    {"  "}sotay build --out ../site          write to another folder
    {"  "}sotay build --root so-tay-chi-bo   build a handbook in another folder
cli-check-coverage = tell how much of each document is quoted, and which passages are not
coverage-share = { $source }: { $percent }% quoted ({ $quoted } of { $words } words and marks)
cli-check-examples =
    {"  "}sotay check                        print all errors and warnings
    {"  "}sotay check --format json          print them as JSON for an editor
    {"  "}sotay check --coverage             passages of the documents that no page quotes
    {"  "}sotay check --lang en              print them in English
cli-serve-examples =
    {"  "}sotay serve --open                       the preview in the browser
    {"  "}sotay serve --port 8080                  at another port
    {"  "}sotay serve --editor "code -g {"{file}:{line}"}"   Alt-click opens the right line
cli-import-examples =
    {"  "}sotay import document.docx --key nq50            import as a new part
    {"  "}sotay import document.md --key nq50 --dry-run    look first, write nothing
    {"  "}sotay import document.txt --key nq50 --into content/03-annex
cli-export-examples =
    {"  "}sotay export zip                   the whole site as an archive, for a USB stick
    {"  "}sotay export zip --out /media/usb  into another folder
    {"  "}sotay export moodle-xml            all questions for Moodle
    {"  "}sotay export gift --only 2 --loss loss.json   the questions of part 2, and what GIFT cannot carry
    {"  "}sotay export exam --count 20 --variants 4 --seed 7   papers to print and to edit, with their key
cli-results-examples =
    {"  "}sotay results slips/                                 every slip in the folder slips
    {"  "}sotay results slips/ --csv table.csv --html report.html
    {"  "}sotay results a.json b.json --keep last             each person's latest slip
cli-explain-examples =
    {"  "}sotay explain link-broken          why a link is broken and how to mend it
    {"  "}sotay explain question-kind        the seven ways to answer a question
cli-schema-examples =
    {"  "}sotay schema quiz                       print the schema of quiz files
    {"  "}sotay schema quiz > quiz.schema.json    write it to a file

usage-unknown-command = there is no command `{ $word }`
usage-did-you-mean = did you mean `{ $nearest }`?
usage-unknown-option = there is no option `{ $word }`
usage-missing-argument = `{ $argument }` is missing
usage-invalid-value = the value `{ $value }` cannot be used for `{ $option }`; allowed: { $allowed }
usage-number = the value `{ $value }` cannot be used for `{ $option }`: a whole number is wanted, and not too large
usage-unexpected = it is not clear what `{ $word }` is meant for here
usage-other = the command is not written correctly
usage-see-help = see the usage: `sotay --help`

build-done = Built to `{ $folder }` (pages: { $pages }, questions: { $questions })
build-open = Open with a double click: { $file }
export-done = Exported to `{ $file }` ({ $kilobytes } KB)
export-refused = nothing was written
export-exists = `{ $path }` exists, and sotay did not make it or someone has changed it since; nothing was written; choose another name with `--out FILE`, or replace it with `--force`
export-no-final = `--complete final` needs a final test: write `final: {"{"}count: 30, pass: 70{"}"}` in `content/handbook.yaml`, or ask for `--complete pages`
export-inside = cannot write to `{ $path }`: it lies inside `content`, `seeds` or `themes` of the handbook; choose another place with `--out FILE`

export-idle-option = `{ $option }` has no use for `{ $target }`; nothing was written
questions-no-part = the handbook has no part `{ $part }` with questions; there are: { $parts }
questions-no-tag = no question has the tag `{ $tag }`
questions-none = no question of the handbook is of the part, kind, tag and level asked for; nothing was written
exam-too-few = { $wanted } questions are wanted, but only { $there } can be drawn; ask for fewer with `--count`, or widen `--only`, `--kind`, `--tag`, `--level`
exam-too-few-in-part = { $wanted } questions of each part are wanted, but the part “{ $part }” has only { $there }; ask for fewer with `--per-part`, or name the parts with `--only`

loss-some = { $target } does not carry everything as it is written ({ $count }):
loss-exists = `{ $path }` exists and is no earlier report of sotay; nothing was written; choose another name for `--loss`
loss-points = there are no points in this format; every question counts 1
loss-blank-points = each blank counts whole points there; every blank counts 1
loss-hint = there are no hints in this format
loss-capitals = capitals do not count there; the answer is accepted in either case
loss-tones = tones and marks count there; an answer typed without them is not accepted
loss-words-beside-numbers = answers in words cannot stand beside a number with a tolerance; only the numbers were taken
loss-tolerance = how far a number may be off is not carried beside answers that are no plain numbers
loss-percent = a per cent sign after the number is not accepted there
loss-comma = whether a decimal comma is accepted depends on the system that shows the question
loss-blanks = a question has one blank there; each blank became a question of its own
loss-order = there is no putting in order there; it became matching each item with its place
loss-two-pairs = matching wants three pairs there; it became a choice between the two arrangements, for the same points
loss-share = the share of each right choice was rounded to one that Moodle knows
loss-tag = a tag was rewritten as tags are written there (spaces, characters that are not allowed, length)
loss-signs = a text holds signs that the other system takes for its own
build-refused = nothing was written; the last site is untouched
check-clean = No errors and no warnings
report-count = errors: { $errors }, warnings: { $warnings }

progress-check = checking
progress-write = writing

init-done = Made a new handbook in `{ $folder }`
init-next =
    What to do next:
    {"  "}1. go into that folder with the command cd
    {"  "}2. run sotay build
    {"  "}3. double-click public/index.html to see it
init-not-empty = the folder `{ $folder }` holds files already, nothing was made; choose another name or an empty folder

explain-unknown = there is no code `{ $code }`; run `sotay explain` to see all codes
explain-list = The codes of errors and warnings
schema-unknown = there is no schema for `{ $name }`; allowed: { $known }

serve-listening = Preview of the handbook at { $address } (stop: Ctrl-C)
serve-stopped = The preview has stopped
serve-clean = No more errors or warnings
serve-kept = the preview stays at the last good state until the errors above are mended
serve-port-used = port { $port } is in use by another program; try `sotay serve --port { $next }`, or `--port 0` for any free port
serve-cannot-listen = cannot listen at port { $port } of `{ $host }`: { $reason }; choose another port with `--port N` or another address with `--host ADDR`
serve-cannot-answer = cannot answer browsers any more: { $reason }; run `sotay serve` again
serve-open-failed = the browser could not be opened; open { $address } yourself
serve-editor-wrong = the command `{ $command }` of `--editor` cannot be understood; write the program and then its arguments, such as `code -g {"{file}:{line}"}`
serve-editor-failed = the editor `{ $program }` could not be started: { $reason }; look at `--editor` again
serve-watch-limit = the system watches no more folders, so from now on sotay looks the folder over a few times a second; to be faster, raise the limit, for instance `sudo sysctl fs.inotify.max_user_watches=524288`, and run it again
serve-watch-refused = the system does not tell when files change ({ $reason }), so from now on sotay looks the folder over a few times a second; nothing needs to be done, it is only a little slower

## Words in the pages of the preview

live-ask = Show errors and warnings
live-at = Written at {"{place}"}
live-badge = errors: {"{errors}"}, warnings: {"{warnings}"}
live-badge-warnings = warnings: {"{warnings}"}
live-building = Building the handbook…
live-building-text = The page shows itself when that is done.
live-close = Close
live-fixed = No more errors
live-gone = This page is gone
live-gone-text = Its file was deleted or renamed, or never was. If the file comes back, the page shows itself again.
live-hint = How to mend it
live-kept = Below is still the last good state: the mistake stands in what every page is made with.
live-lost = Lost touch with sotay serve; trying again…
live-more = and {"{count}"} more
live-nearest = The nearest page:
live-newest = Below is the newest state that can be shown.
live-opened = Opened {"{place}"} in the editor
live-refused = Could not open {"{place}"}
live-title-errors = The handbook has errors
live-title-warnings = The handbook has warnings

## Trouble with the machine

trouble-read = cannot read `{ $path }`: { $reason }
trouble-write = cannot write `{ $path }`: { $reason }
trouble-no-handbook = there is no handbook in `{ $path }` (no folder `content`); name the right folder with `--root DIR`, or make a new handbook with `sotay init DIR`
trouble-foreign = the folder `{ $path }` holds files that sotay did not write: { $files }; nothing was removed; move them elsewhere, or choose another folder with `--out DIR`
trouble-output-inside = cannot write to `{ $path }`: it is the handbook's own folder or lies inside `content`, `seeds` or `themes`; choose another folder with `--out DIR`
trouble-locked = another run of sotay is writing to `{ $path }`; wait until it is done and run this one again

interrupted = stopped; what stands in the output is whole, and the next run begins anew

machine-not-found = it was not found
machine-denied = permission denied
machine-full = the disk is full
machine-exists = it exists already
machine-read-only = the disk is read-only
machine-other = the operating system says: { $detail }

### Quotations and sources

quote-differs = the quotation is not in `{ $source }`
    .label = differs from here
    .closest = closest passage: “{ $passage }” – difference: { $difference }
    .hint = copy the passage from the source, or mark what is left out with […]
    .unknown = no passage of this document is close to it; check the key of the source and the words
    .explain =
        What stands in quotation must be what the document says: the same letters, tones, digits and order. These may
        differ: white space and line breaks, kinds of quotation mark, kinds and spacing of dashes, the place of the
        tone mark (hoá, hóa), bold and italics. What is left out is marked […].

        In the difference, [-words-] are the quotation's and {"{"}+words+{"}"} the document's. Where the digitised copy has a
        slip, list it in seeds/errata.yaml; both forms are then accepted and the handbook shows the correction.

quote-too-short = the quotation is too short: fewer than four syllables
    .hint = quote more, so that it can stand in one place only, or drop the quotation marks and only cite
    .explain =
        One or two syllables stand almost anywhere, so finding them proves nothing. A quotation has at least four
        syllables. To mention a single word, write it without curly quotation marks before the citation.

quote-too-long = the quotation is longer than the whole of `{ $source }`
    .hint = check the key of the source; the words may belong to another document
    .explain =
        The quotation has more words than the document it cites, so it cannot stand there. Most often the key is that
        of another document, or the file in seeds/ is incomplete.

erratum-source = no document has the key `{ $source }` in seeds/sources.yaml
    .hint = write the key of the document that has the slip
    .nearest = did you mean `{ $nearest }`?
    .explain =
        Every entry of seeds/errata.yaml names the key of a document that seeds/sources.yaml lists.

erratum-not-there = line { $line } of `{ $source }` does not hold “{ $wrong }”
    .hint = that line is: { $text }
    .explain =
        The wrong words of an erratum must stand at the line it names, written just as in the file. Lines count from 1,
        empty ones included. So a correction can never go to the wrong place.

erratum-twice = line { $line } of `{ $source }` holds “{ $wrong }” more than once
    .hint = write more, with the words before or after, so that it is one place
    .explain =
        The wrong words must name one place on their line. Add a few words from before or after, in right as well.

coverage-gap = no page quotes this passage of `{ $source }`
    .hint = quote it in a page, or list it as noise with a reason if it is no part of the text
    .explain =
        Every passage of a document marked coverage: full must be quoted somewhere in the handbook. Lines that are no
        part of the text (page heads, repeated column heads) are listed under noise in seeds/sources.yaml. The command
        sotay check --coverage tells how much of each document is quoted.

coverage-order = `{ $source }` is quoted whole, but not in its own order
    .hint = put the pages or quotations in the order of the document
    .explain =
        Who reads the handbook from beginning to end must meet the whole of a document marked coverage: full in its own
        order. Passages may be quoted again elsewhere, but one whole run in order must be there.

number-not-in-source = the number { $number } is in no document that this page cites
    .hint = check the number; one that is not taken from a document is better written as a word
    .explain =
        Numbers in summaries and questions are most often taken from a document. One that no document cited on the page
        has is most often mistyped.

data-missing = there is no data file `{ $file }`
    .hint = check the path, seen from the folder of this page
    .nearest = did you mean `{ $nearest }`?
    .explain =
        A table fence takes its data from a CSV file in content/, named relative to the page. That file must exist.

csv-row = this row has { $cells } cells, but the table has { $columns } columns
    .hint = add or remove cells; a cell that holds a comma stands in straight quotation marks
    .explain =
        Every row of a CSV file has as many cells as the first, which names the columns. A common mistake is a cell that
        holds a comma and does not stand in straight quotation marks.

## Import

import-done = Imported `{ $key }`: { $pages } pages in `{ $folder }`; write summaries and quizzes, and look at the places named above
import-dry-run = Nothing was written. Importing `{ $key }` would make { $pages } pages in `{ $folder }`
import-would-write = == { $file } (new file, { $bytes } bytes)
import-would-change = == { $file } (added at the end)
import-key-form = the key `{ $key }` cannot be used; a key begins with a letter and holds only unaccented letters, digits and hyphens
import-key-taken = the key `{ $key }` is in seeds/sources.yaml already, nothing was written; choose another key
import-exists = { $files } exist already, nothing was written; sotay never overwrites: choose another folder with `--into DIR`, or move those files away
import-seed-differs = `{ $file }` exists and differs from the file to import, nothing was written; rename the file to import
import-into-outside = `{ $folder }` is not inside the folder `content`, nothing was written
import-sources-broken = seeds/sources.yaml has mistakes or is written in a form to which lines cannot be added, nothing was written; run `sotay check` and mend it first
import-kind = cannot import `{ $file }`: only .docx, .md and .txt are read; open .doc, .odt or .pdf in a word processor and save it as .docx
import-not-docx = `{ $file }` is not a DOCX file; it may be damaged, or another kind of file with its ending changed
import-docx-broken = the DOCX file `{ $file }` is damaged inside; open it in a word processor and save it again
import-docx-large = the DOCX file `{ $file }` unpacks to too much
import-empty = there are no words to import in `{ $file }`; a scan made of pictures must go through text recognition first
import-fact-title = Title
import-fact-number = Number
import-fact-issuer = Issuer
import-fact-place = Place
import-fact-date = Date
import-fact-kind = Kind
import-tracked = There are tracked changes: { $inserted } insertions were kept and { $deleted } deletions left out, as if accepted; please look at them
import-notes = { $count } notes were copied to the end of the text
import-pictures = { $count } pictures have no text and were not imported; see whether words stand in them
import-noise = { $at }: not part of the text: { $reason }
import-noise-rule = a drawn line
import-noise-page-number = a page number
import-noise-running-head = a line repeated at the head or foot of each page
import-noise-column-heads = column heads repeated on a new page
import-noise-unaccented = the text copied again without tone marks
import-noise-repeated = title or opening paragraph repeated
import-noise-buttons = buttons of a web page
import-noise-teasers = other articles
import-mended = { $at }: joined a sentence broken by a page
import-proposal = { $at }: “{ $wrong }” may be “{ $right }”; written to seeds/errata.yaml as a query for the editor to decide
import-order = { $at }: “{ $found }” does not follow, “{ $expected }” would
import-head = { $at }: set like a heading but without number or known name, taken as text
import-row = { $at }: the row has { $found } cells, the others { $expected }
import-missing = Not found in the document: { $fact }; if you know it, add it to seeds/sources.yaml

verbose-read = read { $files } files, { $kilobytes } KB
verbose-checked = { $pages } pages, { $quotations } quotations that hold, { $terms } terms
verbose-stage = { $milliseconds } ms: { $stage }
verbose-asked = { $question }: { $asked } asked, { $anew } worked out

## Result slips

results-language = en
results-title = Results
results-summary = People: { $people }. Mean score: { $mean }%.
results-honest = Results are kept on the reader's own machine, so the reader can alter them. The check code only shows a slip that was damaged or edited by hand. The report helps to follow self-study; it does not replace a supervised test.
results-by-part = Mean score by part
results-by-person = Each person
results-missed = Questions missed most often
results-missed-by = missed by { $people }
results-refused = Files that do not count
results-name = Name
results-unit = Unit
results-score = Score
results-passed = Passed
results-read = Read
results-final = Final test
results-made = Made on
results-score-number = Score (%)
results-passed-number = Quizzes passed
results-quizzes-number = Quizzes
results-read-number = Pages read
results-pages-number = Pages
results-answered-number = Questions answered
results-right-number = Questions right
results-final-number = Final test (%)
results-final-passed = Final test passed
results-edition = Edition
results-file = File
results-yes = passed
results-no = not passed
results-none = there is no slip that can be used
results-replaced = Slips of the same person, left out: { $count }.
results-written = Wrote `{ $path }`
results-exists = `{ $path }` exists, and it is no report that sotay made or someone has changed it since; it was left alone; choose another name, or replace it with `--force`
results-unreadable = cannot read `{ $path }`: { $reason }
results-no-slip = `{ $file }` is no result slip, or it is damaged; ask the reader to save and send the slip again
results-progress = `{ $file }` carries results to another machine and is no slip; ask the reader to press “Save the slip as a file”
results-newer = `{ $file }` was made by a newer sotay; use that to lay slips together
results-altered = `{ $file }` is damaged or was edited by hand (its check code is wrong); ask the reader to save and send the slip again
results-other-handbook = `{ $file }` is a slip of another handbook: “{ $title }”
results-other-edition = `{ $file }` was made with another edition of the handbook ({ $edition }); it counts
