//! A seeded Vietnamese handbook of any size, for measuring: the same words from the same seed on every machine. The
//! words are those of administrative texts, drawn with the skew of a real text, in sentences of real length.

use std::fmt::Write;

/// A generator of numbers (SplitMix64; Steele, Lea, Flood 2014): small, seeded, and the same everywhere.
pub struct Dice(u64);

impl Dice {
    /// Dice that fall the same way for the same `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D_4C95_7F2D)
    }

    /// A number below `sides`.
    pub fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    /// One of `all`, the first ones more often.
    pub fn one<'a>(&mut self, all: &[&'a str]) -> &'a str {
        let (a, b) = (self.below(all.len()), self.below(all.len()));
        all[a.min(b)]
    }
}

const NOUNS: [&str; 64] = [
    "chuyển đổi số",
    "cơ quan nhà nước",
    "doanh nghiệp",
    "người dân",
    "dữ liệu",
    "hạ tầng số",
    "kinh tế số",
    "xã hội số",
    "chính quyền địa phương",
    "nguồn nhân lực",
    "khoa học và công nghệ",
    "đổi mới sáng tạo",
    "thể chế",
    "chính sách",
    "an toàn thông tin",
    "dịch vụ công",
    "cải cách hành chính",
    "tổ chức đảng",
    "cán bộ, đảng viên",
    "nhiệm vụ trọng tâm",
    "mục tiêu",
    "giải pháp",
    "lộ trình",
    "kế hoạch",
    "đề án",
    "chương trình hành động",
    "hội nhập quốc tế",
    "năng lực cạnh tranh",
    "năng suất lao động",
    "hệ thống giáo dục",
    "đào tạo nghề",
    "trí tuệ nhân tạo",
    "điện toán đám mây",
    "mạng di động",
    "thanh toán điện tử",
    "thương mại điện tử",
    "công nghiệp chế biến",
    "nông nghiệp thông minh",
    "đô thị thông minh",
    "giao thông",
    "y tế cơ sở",
    "môi trường",
    "năng lượng tái tạo",
    "ngân sách nhà nước",
    "vốn đầu tư",
    "thị trường",
    "hợp tác xã",
    "đơn vị sự nghiệp",
    "tiêu chuẩn kỹ thuật",
    "sở hữu trí tuệ",
    "bảo hiểm xã hội",
    "việc làm",
    "an sinh xã hội",
    "quốc phòng",
    "an ninh mạng",
    "truyền thông",
    "báo chí",
    "đoàn thể",
    "thanh niên",
    "phụ nữ",
    "hội đồng nhân dân",
    "ủy ban nhân dân",
    "thư viện",
    "học liệu mở",
];

const VERBS: [&str; 24] = [
    "thúc đẩy",
    "hoàn thiện",
    "nâng cao",
    "xây dựng",
    "triển khai",
    "bảo đảm",
    "tăng cường",
    "phát triển",
    "đổi mới",
    "rà soát",
    "kiểm tra",
    "hướng dẫn",
    "phối hợp với",
    "đánh giá",
    "công khai",
    "mở rộng",
    "hỗ trợ",
    "quản lý",
    "khai thác",
    "kết nối",
    "chia sẻ",
    "bồi dưỡng",
    "tổ chức",
    "giám sát",
];

const JOINTS: [&str; 16] = [
    "và",
    "của",
    "cho",
    "với",
    "trong lĩnh vực",
    "gắn với",
    "trên cơ sở",
    "để",
    "nhằm",
    "theo yêu cầu của",
    "từ",
    "thông qua",
    "phù hợp với",
    "trước hết là",
    "cùng với",
    "đối với",
];

const OPENINGS: [&str; 12] = [
    "Trong giai đoạn tới,",
    "Trên cơ sở đó,",
    "Đến năm 2030,",
    "Theo văn bản,",
    "Cùng với đó,",
    "Ở địa phương,",
    "Mặt khác,",
    "Về tổ chức thực hiện,",
    "Từ thực tiễn,",
    "Trước mắt,",
    "Về lâu dài,",
    "Nhìn chung,",
];

/// A sentence of 15 to 45 syllables.
pub fn sentence(dice: &mut Dice) -> String {
    let mut out = match dice.below(3) {
        0 => format!("{} {}", dice.one(&OPENINGS), dice.one(&NOUNS)),
        _ => capital(dice.one(&NOUNS)),
    };
    let _ = write!(out, " cần {} {}", dice.one(&VERBS), dice.one(&NOUNS));
    for _ in 0..1 + dice.below(4) {
        let comma = if dice.below(3) == 0 { "," } else { "" };
        let _ = write!(out, "{comma} {} {} {}", dice.one(&JOINTS), dice.one(&VERBS), dice.one(&NOUNS));
    }
    if dice.below(8) == 0 {
        let _ = write!(out, " đạt khoảng {}%", 5 + dice.below(90));
    }
    out.push('.');
    out
}

/// A paragraph of `sentences` sentences.
pub fn paragraph(dice: &mut Dice, sentences: usize) -> String {
    (0..sentences).map(|_| sentence(dice)).collect::<Vec<_>>().join(" ")
}

/// A title: a few words and the number that tells it from all others.
pub fn title(dice: &mut Dice, number: usize) -> String {
    format!("{} {} {number}", capital(dice.one(&VERBS)), dice.one(&NOUNS))
}

/// A noun, as a term or an answer.
pub fn noun(dice: &mut Dice) -> &'static str {
    dice.one(&NOUNS)
}

/// Some text with its first letter in upper case.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// An official document of 400 paragraphs, each on a line, from which pages quote.
pub fn document(seed: u64) -> Vec<String> {
    let mut dice = Dice::new(seed);
    (1..=400).map(|number| format!("{number}. {}", paragraph(&mut dice, 2))).collect()
}

/// What stands in a handbook beside text and headings.
#[derive(Clone, Copy, Default)]
pub struct Contents {
    /// A quiz of eight questions beside each page.
    pub quizzes: bool,
    /// Three quotations of three documents in each page, and proofs in quizzes.
    pub quotations: bool,
}

/// A page of about 1,700 words: six sections, a list, a table, links to the pages before it; every tenth with code.
/// `links` are the references to other pages, as they are written.
pub fn page(number: usize, links: &[String], contents: Contents, documents: &[Vec<String>]) -> String {
    let mut dice = Dice::new(number as u64);
    let mut out = format!("{}\n\n", paragraph(&mut dice, 2));
    for section in 1..=6 {
        let _ = writeln!(out, "## {}\n", title(&mut dice, section));
        for sentences in [3, 3, 2] {
            let _ = writeln!(out, "{}\n", paragraph(&mut dice, sentences));
        }
        match section {
            1 if contents.quotations => quotations(&mut out, &mut dice, documents),
            2 => {
                for _ in 0..6 {
                    let _ = writeln!(out, "- **{}**: {}", capital(noun(&mut dice)), sentence(&mut dice));
                }
                out.push('\n');
            }
            4 => {
                out.push_str("| Chỉ tiêu | Năm 2025 | Năm 2030 |\n| --- | ---: | ---: |\n");
                for _ in 0..6 {
                    let _ = writeln!(out, "| {} | {}% | {}% |", capital(noun(&mut dice)), dice.below(50), 50 + dice.below(50));
                }
                out.push('\n');
            }
            5 if number.is_multiple_of(10) => {
                let _ = writeln!(
                    out,
                    "```python\nimport csv\n\ndef doc_{number}(ten):\n    \"\"\"Đọc một bảng số liệu.\"\"\"\n    with open(ten, encoding=\"utf-8\") as tep:\n        return [dong for dong in csv.reader(tep) if len(dong) > {}]\n```\n",
                    dice.below(9)
                );
            }
            6 => {
                for link in links {
                    let _ = writeln!(out, "Xem thêm [{}]({link}), *{}*, và `{}`.\n", sentence(&mut dice), noun(&mut dice), noun(&mut dice));
                }
            }
            _ => {}
        }
    }
    out
}

/// Two block quotations and one in the line.
fn quotations(out: &mut String, dice: &mut Dice, documents: &[Vec<String>]) {
    for _ in 0..2 {
        let (key, passage) = passage(dice, documents);
        let _ = writeln!(out, "> {passage}\n>\n> — [@{key}]\n");
    }
    let (key, passage) = passage(dice, documents);
    let words = passage.split_once(". ").map_or(passage, |(_, rest)| rest).split('.').next().unwrap_or_default();
    let _ = writeln!(out, "Văn bản viết “{words}” [@{key}].\n");
}

fn passage<'a>(dice: &mut Dice, documents: &'a [Vec<String>]) -> (String, &'a str) {
    let document = dice.below(documents.len());
    (format!("vb{}", document + 1), &documents[document][dice.below(documents[document].len())])
}

/// A quiz of eight questions, of every kind.
pub fn quiz(number: usize, contents: Contents, documents: &[Vec<String>]) -> String {
    let mut dice = Dice::new(1_000_000 + number as u64);
    let mut out = format!("title: Kiểm tra nhanh {number}\npass: 80\nquestions:\n");
    for question in 0..8 {
        let ask = format!("{} {}", capital(dice.one(&VERBS)), noun(&mut dice));
        let id = format!("id: bai-{number}-cau-{question}");
        let nouns: Vec<&str> = {
            let start = dice.below(NOUNS.len() - 8);
            NOUNS[start..start + 8].to_vec()
        };
        let quoted = |word: &str| format!("\"{word}\"");
        let list = |words: &[&str]| words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", ");
        let _ = match question {
            0..=2 => writeln!(
                out,
                "  - {id}\n    ask: {ask} là việc của ai?\n    right: {}\n    wrong: [{}]",
                quoted(nouns[0]),
                list(&nouns[1..4])
            ),
            3 => writeln!(
                out,
                "  - {id}\n    ask: {ask} gồm những gì?\n    right: [{}]\n    wrong: [{}]",
                list(&nouns[..2]),
                list(&nouns[2..5])
            ),
            4 => writeln!(out, "  - {id}\n    ask: {ask} là nhiệm vụ trọng tâm.\n    is: true"),
            5 => writeln!(out, "  - {id}\n    ask: {ask} bằng cách nào?\n    answer: [{}]", list(&nouns[..2])),
            6 => writeln!(out, "  - {id}\n    ask: Xếp theo thứ tự khi {}.\n    order: [{}]", ask.to_lowercase(), list(&nouns[..4])),
            _ => writeln!(
                out,
                "  - {id}\n    ask: Ghép khi {}.\n    match: {{{}: {}, {}: {}}}",
                ask.to_lowercase(),
                quoted(nouns[0]),
                quoted(nouns[1]),
                quoted(nouns[2]),
                quoted(nouns[3])
            ),
        };
        let _ = writeln!(out, "    why: {}", sentence(&mut dice).replace(':', " –"));
        if contents.quotations && question < 2 {
            let (key, passage) = passage(&mut dice, documents);
            let _ = writeln!(out, "    evidence: {{source: {key}, quote: \"{passage}\"}}");
        }
    }
    out
}
