//! What a document says of itself: number, issuer, place and date, kind and subject. Only what stands in it is taken;
//! what it does not say stays empty.

use std::collections::BTreeMap;

use super::lines::Line;
use super::marks::{Kind, is_caps};
use super::reference::{date_at, mentions, number_at};
use crate::text::Date;
use crate::text::vietnamese::{bare, syllables};

/// A document's facts; empty where it does not state them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// `50/NQ-CP`
    pub number: String,
    /// `Chính phủ`
    pub issuer: String,
    /// `Hà Nội`
    pub place: String,
    /// The day of issue.
    pub date: Option<Date>,
    /// `nghị quyết`
    pub kind: String,
    /// What it is about, without its kind.
    pub subject: String,
    /// Kind and subject as a title.
    pub title: String,
}

/// Kinds of document, as titles write them, and the signs their numbers carry.
const KINDS: [(&str, &[&str]); 19] = [
    ("nghị quyết", &["NQ"]),
    ("nghị định", &["NĐ"]),
    ("quyết định", &["QĐ"]),
    ("chỉ thị", &["CT"]),
    ("hướng dẫn", &["HD"]),
    ("kế hoạch", &["KH"]),
    ("thông tư", &["TT", "TTLT"]),
    ("thông báo", &["TB"]),
    ("kết luận", &["KL"]),
    ("quy định", &["QĐi", "QyĐ"]),
    ("quy chế", &["QC"]),
    ("báo cáo", &["BC"]),
    ("tờ trình", &["TTr"]),
    ("chương trình", &["CTr"]),
    ("chương trình hành động", &["CTrHĐ"]),
    ("đề án", &["ĐA"]),
    ("công điện", &["CĐ"]),
    ("công văn", &["CV"]),
    ("luật", &["L"]),
];

/// Reads the facts of a document from its first lines.
pub fn read(lines: &[Line]) -> Metadata {
    let end = lines.iter().position(opens_the_text).unwrap_or(lines.len()).min(40);
    let head = &lines[..end];
    let parts: Vec<&str> = head
        .iter()
        .flat_map(|line| if line.columns.is_empty() { vec![line.text.as_str()] } else { line.columns.iter().map(String::as_str).collect() })
        .collect();

    let mut found = Metadata { number: parts.iter().find_map(|part| own_number(part)).unwrap_or_default(), ..Metadata::default() };
    if let Some((place, date)) = parts.iter().find_map(|part| place_and_date(part)) {
        (found.place, found.date) = (place, Some(date));
    }
    let title = title_lines(head);
    found.kind = title.kind.unwrap_or_else(|| kind_of_number(&found.number).unwrap_or_default().to_owned());
    found.subject = title.subject;
    found.issuer = issuer(&parts, lines);
    if found.number.is_empty() {
        take_from_accompanying(&parts, &mut found);
    }
    if found.number.is_empty() {
        take_from_first_sentence(lines, &mut found);
    }
    if found.number.is_empty() && found.kind.is_empty() && !lines.iter().any(|line| line.mark().is_some_and(|mark| mark.kind < Kind::Dash))
    {
        found.kind = "tin báo".to_owned();
        found.subject = lines.first().map(|line| line.text.clone()).unwrap_or_default();
    }
    if found.kind == "tin báo" {
        found.issuer.clear();
    }
    if let Some(date) = usual_date(lines, &found.number) {
        found.date = Some(date);
    }
    found.title = full_title(&title.name, &found, lines);
    found
}

/// Whether the text proper begins here: the head of a document ends before its first division.
fn opens_the_text(line: &Line) -> bool {
    line.mark()
        .is_some_and(|mark| !matches!(mark.kind, Kind::Label | Kind::Dash | Kind::Plus | Kind::Signature | Kind::Letter | Kind::Attachment))
}

/// The number after `Số:`.
fn own_number(part: &str) -> Option<String> {
    let rest = part
        .strip_prefix("Số")
        .or_else(|| part.strip_prefix("SỐ"))?
        .trim_start()
        .strip_prefix([':', '.'])
        .or_else(|| part.strip_prefix("Số "))?;
    number_at(rest.trim_start()).map(|(number, _)| number)
}

/// `Hà Nội, ngày 17 tháng 4 năm 2020`.
pub fn place_and_date(part: &str) -> Option<(String, Date)> {
    let comma = part.find(", ngày ").or_else(|| part.find(", Ngày "))?;
    let (date, _) = date_at(&part[comma + 2..])?;
    let place = part[..comma].rsplit("   ").next().unwrap_or_default().trim();
    // The number may stand before the place in a line that was set in two columns.
    let place = number_end(place).map_or(place, |end| place[end..].trim());
    (syllables(place) <= 6 && !place.is_empty()).then(|| (place.to_owned(), date))
}

fn number_end(text: &str) -> Option<usize> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    number_at(&text[start..]).map(|(_, length)| start + length)
}

/// The date that most mentions of the document's own number give, where they agree against its head.
fn usual_date(lines: &[Line], number: &str) -> Option<Date> {
    let mut counts: BTreeMap<Date, usize> = BTreeMap::new();
    let own = lines.iter().flat_map(|line| mentions(&line.text)).filter(|mention| !number.is_empty() && mention.number == number);
    for date in own.filter_map(|mention| mention.date) {
        *counts.entry(date).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).filter(|(_, count)| *count >= 2).map(|(date, _)| date)
}

/// The title of a document: its kind, and what it is about.
#[derive(Default)]
struct Title {
    kind: Option<String>,
    name: String,
    subject: String,
}

/// The line that names the kind, in capitals, and the lines below it.
fn title_lines(head: &[Line]) -> Title {
    let at = head.iter().position(|line| kind_of_name(&line.text).is_some() || is_title_name(&line.text));
    let Some(at) = at else {
        let about = head.iter().find_map(|line| line.text.strip_prefix("V/v ").or_else(|| line.text.strip_prefix("Về việc ")));
        let kind = about.map(|_| "công văn".to_owned());
        return Title { kind, name: String::new(), subject: about.unwrap_or_default().to_owned() };
    };
    let mut subject = Vec::new();
    for line in &head[at + 1..] {
        let plain = bare(&line.text);
        let ends = ["can cu", "kinh gui", "(kem theo", "(ban hanh", "theo de nghi", "thuc hien nghi quyet so"]
            .iter()
            .any(|word| plain.starts_with(word) && (!subject.is_empty() || !word.starts_with("thuc")));
        let formula = is_caps(&line.text) && !subject.is_empty();
        if ends || formula || (!subject.is_empty() && line.text.ends_with(['.', ';'])) {
            break;
        }
        subject.push(line.text.trim_end_matches('.'));
        if subject.len() == 2 || line.text.ends_with('.') {
            break;
        }
    }
    let subject = subject.first().map(|first| (*first).to_owned()).unwrap_or_default();
    Title { kind: kind_of_name(&head[at].text).map(str::to_owned), name: head[at].text.clone(), subject }
}

/// The kind that a line in capitals names.
fn kind_of_name(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    is_caps(text).then(|| KINDS.iter().find(|(name, _)| *name == lower).map(|(name, _)| *name)).flatten()
}

fn is_title_name(text: &str) -> bool {
    ["TÀI LIỆU", "ĐỀ CƯƠNG", "CHƯƠNG TRÌNH", "ĐIỀU LỆ", "CHIẾN LƯỢC"].iter().any(|name| text.starts_with(name)) && is_caps(text)
}

/// The kind that the letters of a number stand for.
fn kind_of_number(number: &str) -> Option<&'static str> {
    let signs: Vec<&str> = number.split(['/', '-']).skip(1).collect();
    KINDS.iter().find(|(_, known)| signs.iter().any(|sign| known.contains(sign))).map(|(name, _)| *name)
}

/// The issuer: the last line in capitals over the number, else the one that resolves.
fn issuer(parts: &[&str], lines: &[Line]) -> String {
    let number = parts.iter().position(|part| own_number(part).is_some()).unwrap_or(0);
    let stands = |part: &&&str| {
        let plain = bare(part);
        let other = ["cong hoa xa hoi", "dang cong san", "doc lap", "quyet nghi", "quyet dinh:", "chi thi", "ban hanh"]
            .iter()
            .any(|word| plain.starts_with(word));
        is_caps(part)
            && (1..=14).contains(&syllables(part))
            && !other
            && kind_of_name(part).is_none()
            && !is_title_name(part)
            && !plain.starts_with("so:")
            && !part.contains(['/', '_'])
    };
    let over = parts[..number].iter().rfind(|part| stands(part));
    let below = parts[number.min(parts.len())..].iter().find(|part| stands(part));
    over.or(below).map(|name| as_a_body(name.trim_start_matches("TM. "), lines)).unwrap_or_default()
}

/// The name of a body as it is written inside a sentence: as the document writes it, else with the name of its place
/// in capitals: `UBND tỉnh Hà Giang`.
fn as_a_body(name: &str, lines: &[Line]) -> String {
    const PLACES: [&str; 8] = ["tỉnh", "phố", "huyện", "quận", "xã", "phường", "trấn", "đảo"];
    let plain = in_sentence_case(name, lines);
    let found_whole = lines.iter().any(|line| !is_caps(&line.text) && line.text.to_lowercase().contains(&plain.to_lowercase()));
    if found_whole || !is_caps(name) {
        return plain;
    }
    // A place is named in capitals to the end; a ministry in its first word only.
    let (mut in_place, mut after_ministry) = (false, false);
    let mut words = Vec::new();
    for (word, large) in plain.split(' ').zip(name.split(' ')) {
        let has_vowel = large.chars().any(|c| bare(&c.to_string()).contains(['a', 'e', 'i', 'o', 'u', 'y']));
        let lower = word.to_lowercase();
        let is_kind = PLACES.contains(&lower.as_str());
        words.push(match () {
            () if !has_vowel || matches!(large, "UBND" | "UBMTTQ") => large.to_owned(),
            () if !is_kind && (in_place || after_ministry) => capital(&lower),
            () => word.to_owned(),
        });
        after_ministry = lower == "bộ";
        in_place |= is_kind;
    }
    capital(&words.join(" "))
}

/// `(Kèm theo Hướng dẫn số 116-HD/BTGTW, ngày 13 tháng 01 năm 2020 của Ban Tuyên giáo Trung ương)`.
fn take_from_accompanying(parts: &[&str], found: &mut Metadata) {
    let Some(note) = parts.iter().find(|part| bare(part).starts_with("(kem theo") || bare(part).starts_with("(ban hanh kem theo")) else {
        return;
    };
    let Some(mention) = mentions(note).into_iter().next() else { return };
    found.kind =
        KINDS.iter().map(|(name, _)| *name).find(|name| note.to_lowercase().contains(&format!("{name} số"))).unwrap_or_default().to_owned();
    found.number = mention.number;
    found.date = mention.date.or(found.date);
    if let Some(at) = note[mention.at.end..].find("của ") {
        let issuer = &note[mention.at.end + at + "của ".len()..];
        found.issuer = issuer.trim_end_matches([')', '.']).trim().to_owned();
    }
}

/// `Ngày 27/9/2019, Bộ Chính trị ban hành Nghị quyết số 52-NQ/TW về một số chủ trương…`.
fn take_from_first_sentence(lines: &[Line], found: &mut Metadata) {
    let Some(text) = lines.first().map(|line| line.text.as_str()) else { return };
    let Some((date, length)) = date_at(text).filter(|_| text.starts_with("Ngày ")) else { return };
    let Some(issued) = text.find(" ban hành ") else { return };
    let Some(mention) = mentions(text).into_iter().next().filter(|mention| mention.at.start > issued) else { return };
    let between = text[issued + " ban hành ".len()..mention.at.start].trim_end().trim_end_matches("số").trim().to_lowercase();
    let Some((kind, _)) = KINDS.iter().find(|(name, _)| *name == between) else { return };
    found.issuer = text[length..issued].trim_start_matches([',', ' ']).to_owned();
    found.date = Some(date);
    found.kind = (*kind).to_owned();
    let after = text[mention.at.end..].trim_start();
    let end = after.find(['.', ';']).unwrap_or(after.len());
    found.subject = after[..end].trim().to_owned();
    found.number = mention.number;
}

/// Kind and subject as one title: `Nghị quyết ban hành Chương trình hành động…`.
fn full_title(name: &str, found: &Metadata, lines: &[Line]) -> String {
    let name = if name.is_empty() { capital(&found.kind) } else { in_sentence_case(name, lines) };
    if found.subject.is_empty() {
        return match (name.is_empty(), found.number.is_empty()) {
            (_, true) => name,
            (true, false) => found.number.clone(),
            (false, false) => format!("{name} số {}", found.number),
        };
    }
    if found.kind == "tin báo" {
        return found.subject.clone();
    }
    let subject = if is_caps(&found.subject) { in_sentence_case(&found.subject, lines) } else { found.subject.clone() };
    let numbered =
        if lines.first().is_some_and(|line| line.text.starts_with("Ngày ")) { format!("{name} số {}", found.number) } else { name };
    format!("{numbered} {}", small(&subject))
}

/// The first letter large.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The first letter small, where the next is small too: `Ban hành` but not `UBND`.
fn small(text: &str) -> String {
    const OPENERS: [&str; 14] = ["Ban", "Về", "Triển", "Thực", "Quy", "Phê", "Hướng", "Tăng", "Đẩy", "Sửa", "Tổ", "Công", "Thông", "Phát"];
    let first = text.split(' ').next().unwrap_or_default();
    if !OPENERS.contains(&first) {
        return text.to_owned();
    }
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// Words in capitals as they are written inside a sentence: as the document writes them elsewhere, else small with
/// the names that every document has.
pub fn in_sentence_case(text: &str, lines: &[Line]) -> String {
    const NAMES: [&str; 24] = [
        "Việt Nam",
        "Đảng",
        "Nhà nước",
        "Quốc hội",
        "Chính phủ",
        "Thủ tướng Chính phủ",
        "Bộ Chính trị",
        "Ban Bí thư",
        "Trung ương",
        "Mặt trận Tổ quốc",
        "Hà Nội",
        "Hồ Chí Minh",
        "Ủy ban nhân dân",
        "Hội đồng nhân dân",
        "Tổ quốc",
        "Bộ Khoa học và Công nghệ",
        "Bộ Thông tin và Truyền thông",
        "Bộ Nội vụ",
        "Bộ Tài chính",
        "Đà Nẵng",
        "Cách mạng",
        "Bộ Tư pháp",
        "Bộ Công an",
        "Bộ Quốc phòng",
    ];
    if !is_caps(text) {
        return text.to_owned();
    }
    let upper = text.to_uppercase();
    for line in lines.iter().filter(|line| !is_caps(&line.text)) {
        let large = line.text.to_uppercase();
        // Upper-casing Vietnamese letters keeps their length, so the places agree; where they do not, look on.
        if let Some(at) = large.find(&upper).filter(|_| large.len() == line.text.len())
            && let Some(written) = line.text.get(at..at + upper.len())
            && !is_caps(written)
        {
            return capital(written);
        }
    }
    let mut out = text.to_lowercase();
    for name in NAMES {
        out = out.replace(&name.to_lowercase(), name);
    }
    let numbers = text.split(' ').filter(|word| word.chars().any(|c| c.is_ascii_digit()) && word.contains(['/', '-']));
    for word in numbers {
        out = out.replace(&word.to_lowercase(), word);
    }
    capital(&out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::lines;

    #[test]
    fn a_letterhead_in_two_columns_is_read() {
        let text = "BỘ NỘI VỤ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/QĐ-BNV\tHà Nội, ngày 05 tháng 3 năm 2021\n\nQUYẾT ĐỊNH\n\nBan hành Quy chế làm việc\n\nBỘ TRƯỞNG BỘ NỘI VỤ\n\nĐiều 1. Ban hành\n";
        let found = read(&lines::read(text).lines);
        assert_eq!((found.number.as_str(), found.issuer.as_str(), found.place.as_str()), ("12/QĐ-BNV", "Bộ Nội vụ", "Hà Nội"));
        assert_eq!(found.title, "Quyết định ban hành Quy chế làm việc");
    }
}
