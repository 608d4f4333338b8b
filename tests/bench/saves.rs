//! How long a save takes in the preview, without the browser and the disk: from a changed snapshot to the bytes of the
//! page that is shown. Fifty edits of each kind, on one memory:
//!
//! ```text
//! cargo bench --bench saves -- FOLDER [KIND]
//! ```
//!
//! The processor's time is that of all threads together; on a machine that others use too, it says more than the clock.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

use std::path::Path;
use std::time::{Duration, Instant};

use sotay::book::Drafts;
use sotay::engine::{self, Build, Remembered};
use sotay::input::{File, Snapshot, disk};
use sotay::text::BookPath;

const EDITS: usize = 50;

/// The handbook as it is edited, and what the preview keeps between two saves.
struct Preview {
    snapshot: Snapshot,
    remembered: Remembered,
    build: Build,
}

impl Preview {
    fn new(folder: &Path) -> Self {
        let snapshot = disk::read(folder).value;
        let mut remembered = Remembered::default();
        let build = engine::rebuild(&snapshot, Drafts::Shown, &mut remembered);
        Self { snapshot, remembered, build }
    }

    /// Saves a file with a new text, and asks for a page as a browser does.
    fn save(&mut self, path: &BookPath, text: String, address: &str) -> Duration {
        self.snapshot.insert(path.clone(), File::new(text.into_bytes()));
        let start = Instant::now();
        self.build = engine::rebuild(&self.snapshot, Drafts::Shown, &mut self.remembered);
        let bytes = self.build.site.get(address).unwrap().bytes().value;
        let time = start.elapsed();
        assert!(!bytes.is_empty(), "{address} is served");
        time
    }

    fn text(&self, path: &BookPath) -> String {
        self.snapshot.get(path).map(|file| String::from_utf8(file.bytes.to_vec()).unwrap()).unwrap_or_default()
    }
}

fn main() {
    let mut words = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
    let folder = words.next().expect("the folder of a handbook");
    measure(Path::new(&folder), &words.next().unwrap_or_default());
}

/// How long the processor has worked for this program, where Linux tells.
fn worked() -> Duration {
    let Ok(threads) = std::fs::read_dir("/proc/self/task") else { return Duration::ZERO };
    let times = threads.flatten().filter_map(|thread| std::fs::read_to_string(thread.path().join("schedstat")).ok());
    Duration::from_nanos(times.filter_map(|text| text.split(' ').next()?.parse::<u64>().ok()).sum())
}

/// The edits whose name begins with `wanted`.
fn measure(folder: &Path, wanted: &str) {
    let start = Instant::now();
    let mut preview = Preview::new(folder);
    println!("{}: {} pages, first build {:.0?}\n", folder.display(), preview.build.book.pages.len(), start.elapsed());
    println!("| edit | median ms | p95 ms | processor ms | asked anew |\n| --- | ---: | ---: | ---: | --- |");
    let leaves: Vec<(BookPath, String)> = preview
        .build
        .book
        .pages
        .iter()
        .filter(|page| page.children.is_empty())
        .map(|page| (page.path.clone(), page.shell.address.clone()))
        .collect();
    let place = |name: &str| BookPath::new(name).unwrap();
    type Change = fn(&str, usize) -> String;
    let kinds: [(&str, Option<BookPath>, Change); 9] = [
        ("nothing", Some(place("content/glossary.yaml")), |text, _| text.to_owned()),
        ("a paragraph", None, |text, step| text.replacen("\n\n##", &format!(" Câu {step}.\n\n##"), 1)),
        ("a title", None, |text, step| text.replacen("title: ", &format!("title: Sửa {step} "), 1)),
        ("a heading", None, |text, step| text.replacen("\n## ", &format!("\n## Mục {step} "), 1)),
        ("a quiz", None, |text, step| text.replacen("ask: ", &format!("ask: Lần {step}, "), 1)),
        ("a template", Some(place("themes/sen/templates/around.html")), |text, step| format!("{text}<p>Khuôn {step}</p>\n")),
        ("a style", Some(place("themes/sen/static/them.css")), |text, step| format!("{text}p{{margin:{step}px}}\n")),
        ("a source", Some(place("seeds/vb1.md")), |text, step| format!("{text}\n\nThêm đoạn thứ {step} ở cuối văn bản.\n")),
        ("an erratum", Some(place("seeds/errata.yaml")), |_, step| {
            format!("errata:\n  - {{source: vb1, line: 1, wrong: \"1.\", right: \"{step}.\", why: Lý do., status: query}}\n")
        }),
    ];
    for (name, file, change) in kinds.into_iter().filter(|(name, ..)| name.starts_with(wanted)) {
        let began = worked();
        let mut times: Vec<Duration> = (1..=EDITS)
            .map(|step| {
                let (path, address) = &leaves[step * 37 % leaves.len()];
                let path = file.clone().unwrap_or_else(|| if name == "a quiz" { quiz_of(path) } else { path.clone() });
                let text = change(&preview.text(&path), step);
                preview.save(&path, text, address)
            })
            .collect();
        let cost = (worked() - began) / u32::try_from(EDITS).unwrap();
        times.sort();
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        let anew: Vec<String> = preview
            .remembered
            .counts()
            .iter()
            .filter(|(_, count)| count.missed > 0)
            .map(|(name, count)| format!("{name} {}", count.missed))
            .collect();
        let (median, late) = (ms(times[EDITS / 2]), ms(times[EDITS * 95 / 100]));
        println!("| {name} | {median:.1} | {late:.1} | {:.1} | {} |", ms(cost), anew.join(", "));
    }
    println!();
}

/// The file of questions beside a page.
fn quiz_of(page: &BookPath) -> BookPath {
    page.parent().child(&format!("{}.quiz.yaml", page.stem()))
}
