//! The catalogue: one entry for every kind of mistake, with its permanent name and its weight. The words stand in
//! `messages/*.ftl` under the same name: the message, `.hint` (the usual remedy), other hints, `.explain`.

use super::Severity;

macro_rules! catalogue {
    ($($(#[doc = $doc:literal])+ $code:ident = $name:literal, $severity:ident;)+) => {
        /// The kind of a mistake. Names are permanent: scripts and editors may rely on them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $code,)+
        }

        impl Code {
            /// Every code, in the order of the catalogue.
            pub const ALL: &'static [Code] = &[$(Code::$code,)+];

            /// The name shown in brackets and understood by `sotay explain`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$code => $name,)+ }
            }

            /// How much a mistake of this kind weighs.
            pub fn severity(self) -> Severity {
                match self { $(Code::$code => Severity::$severity,)+ }
            }
        }
    };
}

catalogue! {
    // Files
    /// A text file is not UTF-8.
    NotUtf8 = "not-utf8", Error;
    /// A text file holds a NUL byte.
    NulByte = "nul-byte", Error;
    /// A file is larger than sotay reads.
    FileTooLarge = "file-too-large", Error;
    /// Two file names differ only in Unicode form.
    NameClash = "name-clash", Error;
    /// A file name that some machines cannot store.
    NameUnportable = "name-unportable", Error;
    /// A symbolic link that leads out of the handbook.
    SymlinkOutside = "symlink-outside", Error;
    /// A file or folder cannot be read.
    Unreadable = "unreadable", Error;

    // The handbook as a whole
    /// `content/handbook.yaml` is missing.
    HandbookMissing = "handbook-missing", Error;
    /// `content/index.md` is missing.
    CoverMissing = "cover-missing", Error;
    /// A folder of pages has no `index.md`.
    PartWithoutIndex = "part-without-index", Warning;
    /// The theme named in `handbook.yaml` does not exist.
    ThemeMissing = "theme-missing", Error;
    /// Themes extend each other in a circle.
    ThemeCycle = "theme-cycle", Error;
    /// A template cannot be understood.
    TemplateSyntax = "template-syntax", Error;
    /// A template fails on the data of a page.
    TemplateRender = "template-render", Error;

    // YAML
    /// Text that is not YAML.
    YamlSyntax = "yaml-syntax", Error;
    /// A value of the wrong type.
    YamlType = "yaml-type", Error;
    /// A value outside what is allowed.
    YamlValue = "yaml-value", Error;
    /// A key that is not known.
    YamlUnknownKey = "yaml-unknown-key", Error;
    /// A key that must be there is not.
    YamlMissingKey = "yaml-missing-key", Error;

    // Pages
    /// The front matter has no closing line.
    FrontMatterOpen = "front-matter-open", Error;
    /// A page has no title.
    TitleMissing = "title-missing", Error;
    /// A character that nobody sees.
    HiddenCharacter = "hidden-character", Warning;
    /// A heading of the first level in the text.
    HeadingOne = "heading-one", Warning;
    /// A heading skips a level.
    HeadingSkip = "heading-skip", Warning;
    /// Two headings of a page have the same written id.
    HeadingIdTwice = "heading-id-twice", Error;
    /// Blocks nested deeper than sotay follows.
    NestingTooDeep = "nesting-too-deep", Error;
    /// Raw HTML where the handbook does not allow it.
    HtmlRaw = "html-raw", Error;
    /// A letter is skipped in a list of legal points.
    PointSkipped = "point-skipped", Warning;
    /// A link to a file that does not exist.
    LinkBroken = "link-broken", Error;
    /// A link to a heading that does not exist.
    LinkAnchor = "link-anchor", Error;
    /// A link that leads out of the handbook's content.
    LinkOutside = "link-outside", Error;
    /// A link with a scheme that could run a program.
    LinkScheme = "link-scheme", Error;
    /// A picture that does not exist.
    ImageMissing = "image-missing", Error;
    /// A picture on another machine.
    ImageRemote = "image-remote", Error;
    /// A picture without alternative text.
    ImageWithoutText = "image-without-text", Warning;
    /// A reference to a footnote that does not exist.
    NoteMissing = "note-missing", Error;
    /// A citation of a source that is not listed.
    CitationUnknown = "citation-unknown", Error;
    /// A fence of a kind that holds data is empty.
    ChartEmpty = "chart-empty", Error;
    /// A chart row has not as many values as there are series.
    ChartRow = "chart-row", Error;
    /// A chart compares more series than can be told apart.
    ChartSeries = "chart-series", Error;
    /// A cell of a data file that a chart should draw and that is no number.
    ChartNumber = "chart-number", Error;

    /// A data file that does not exist.
    DataMissing = "data-missing", Error;
    /// A row of a data file that has not as many cells as there are columns.
    CsvRow = "csv-row", Error;

    // Quizzes
    /// A quiz file beside which no page stands.
    QuizWithoutPage = "quiz-without-page", Error;
    /// A page must have a quiz and has none.
    QuizMissing = "quiz-missing", Error;
    /// A page has a quiz file and a quiz fence, or two fences.
    QuizTwice = "quiz-twice", Error;
    /// A quiz without questions.
    QuizEmpty = "quiz-empty", Error;
    /// A question says not how it is answered, or says it in two ways.
    QuestionKind = "question-kind", Error;
    /// A question without a right answer.
    QuestionNoRight = "question-no-right", Error;
    /// A question in which every choice is right.
    QuestionNoWrong = "question-no-wrong", Error;
    /// The same choice twice.
    ChoiceTwice = "choice-twice", Error;
    /// A choice that is right and wrong at once.
    ChoiceRightAndWrong = "choice-right-and-wrong", Error;
    /// A text to fill in without a blank, or with an unclosed brace.
    FillBlanks = "fill-blanks", Error;
    /// An order or match question with fewer than two items.
    TooFewItems = "too-few-items", Error;
    /// The same item twice where each must be distinct.
    ItemTwice = "item-twice", Error;
    /// A tolerance for an answer that is no number.
    ToleranceWithoutNumber = "tolerance-without-number", Error;
    /// Two questions with the same id.
    QuestionIdTwice = "question-id-twice", Error;
    /// A question without evidence where the handbook requires it.
    EvidenceMissing = "evidence-missing", Error;

    /// The final test asks more questions than the handbook has.
    FinalCount = "final-count", Error;
    /// The final test asks more questions of a part than it has.
    FinalPart = "final-part", Error;
    /// The final test asks more questions of its parts together than in all.
    FinalSpread = "final-spread", Error;

    // Sources and glossary
    /// The file of a source does not exist.
    SourceMissing = "source-missing", Error;
    /// The file of a source is not the one that was recorded.
    SourceAltered = "source-altered", Error;
    /// Two sources with the same key.
    SourceKeyTwice = "source-key-twice", Error;
    /// The words of a quotation are not those of its source.
    QuoteDiffers = "quote-differs", Error;
    /// A quotation too short to mean anything.
    QuoteTooShort = "quote-too-short", Error;
    /// A quotation longer than its source.
    QuoteTooLong = "quote-too-long", Error;
    /// An erratum of a source that is not listed.
    ErratumSource = "erratum-source", Error;
    /// An erratum whose wrong words do not stand at its line.
    ErratumNotThere = "erratum-not-there", Error;
    /// An erratum whose wrong words stand twice at its line.
    ErratumTwice = "erratum-twice", Error;
    /// A passage that no page quotes, of a source that must be quoted whole.
    CoverageGap = "coverage-gap", Error;
    /// A source that must be quoted whole is quoted in another order.
    CoverageOrder = "coverage-order", Error;
    /// A number in a summary or question that no cited source has.
    NumberNotInSource = "number-not-in-source", Warning;
    /// A glossary term that stands twice.
    TermTwice = "term-twice", Error;
}

impl Code {
    /// The code of a name, as written on the command line.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}
