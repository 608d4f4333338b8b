//! What is left after every fault: builds and exports killed at seeded moments, disks that fill up, folders that cannot
//! be written to, permission that goes while the program writes, two runs at once. What stood before is whole or what
//! came new is; the program says one sentence; the next run succeeds and leaves no litter.
//!
//! `SOTAY_KILLS=300` kills that often (24 otherwise); the counts are printed (`cargo test … -- --nocapture`).

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::results::{sealed, slip};
use crate::support::{Book, Dice, Run, as_nobody, files_below, give};

type Files = BTreeMap<String, Vec<u8>>;

/// A handbook of some pages, so that a build takes a while.
fn handbook(pages: usize, word: &str) -> Book {
    let book = Book::small(&[]);
    for page in 0..pages {
        book.write(&format!("content/02-phan/{page:03}-trang.md"), &text(page, word));
    }
    book.write("content/02-phan/index.md", "# Phần\n");
    book
}

fn text(page: usize, word: &str) -> String {
    format!("# Trang {page}\n\n## Mục\n\n{}\n", format!("Lời {word} của trang này. ").repeat(40))
}

/// Writes the other text of the handbook into its pages.
fn rewrite(book: &Book, pages: usize, word: &str) {
    for page in 0..pages {
        book.write(&format!("content/02-phan/{page:03}-trang.md"), &text(page, word));
    }
}

/// The program in the handbook's folder, not yet run.
fn program(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sotay"));
    command.current_dir(folder).args(words).args(["--lang", "en", "--quiet"]).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// The same as a user who may write only what is theirs.
fn program_of_nobody(folder: &Path, words: &[&str]) -> Command {
    let own = program(folder, words);
    let [setpriv, options @ ..] = &as_nobody()[..] else { return own };
    let mut command = Command::new(setpriv);
    command.args(options).arg(own.get_program()).args(own.get_args());
    command.current_dir(folder).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

fn shell(line: &str) -> String {
    let output = Command::new("sh").args(["-c", line]).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn ended(child: Child) -> Run {
    let output = child.wait_with_output().unwrap();
    let said = |bytes| String::from_utf8(bytes).unwrap();
    Run { status: output.status.code().unwrap_or(-1), stdout: said(output.stdout), stderr: said(output.stderr) }
}

/// That a run refused in one sentence, as a trouble of the machine, without a panic.
fn assert_one_sentence(run: &Run, words: &str) {
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert_eq!(run.stderr.trim_end().lines().count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains(words) && !run.stderr.contains("panicked"), "{}", run.stderr);
}

fn kills() -> usize {
    env::var("SOTAY_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(24)
}

/// Runs `make` and kills it at a moment within `longest`, every other time only after it began to write, when `staged`
/// is there; says whether it had ended by itself before.
fn kill(make: &mut Command, dice: &mut Dice, longest: Duration, staged: &Path) -> bool {
    let mut child = make.spawn().unwrap();
    let moment = longest * u32::try_from(dice.roll(1000)).unwrap() / 1000;
    if dice.roll(2) == 0 {
        thread::sleep(moment);
    } else {
        while !staged.exists() && child.try_wait().unwrap().is_none() {
            thread::yield_now();
        }
        thread::sleep(moment / 8);
    }
    let had_ended = child.try_wait().unwrap().is_some();
    // Who has ended cannot be killed any more.
    let _ = child.kill();
    child.wait().unwrap();
    had_ended
}

/// How the killed runs left things.
#[derive(Debug, Default)]
struct Tally {
    old: usize,
    new: usize,
    litter: usize,
    ended: usize,
}

#[test]
fn a_build_killed_at_any_moment_leaves_the_old_site_or_the_new() {
    const PAGES: usize = 12;
    let book = handbook(PAGES, "cũ");
    let built = |word: &str| {
        rewrite(&book, PAGES, word);
        book.build();
        book.site()
    };
    let new = built("mới");
    let begun = Instant::now();
    let old = built("cũ");
    let longest = begun.elapsed();
    let (mut dice, mut tally) = (Dice(52), Tally::default());
    // Each turn begins with the site that the turn before ended with, and ends with the other.
    let (mut stands, mut comes) = (("cũ", &old), ("mới", &new));
    for turn in 0..kills() {
        rewrite(&book, PAGES, comes.0);
        tally.ended += usize::from(kill(&mut program(book.root(), &["build"]), &mut dice, longest, &book.path(".public.new")));
        let site = book.site();
        tally.old += usize::from(site == *stands.1);
        tally.new += usize::from(site == *comes.1);
        assert!(site == old || site == new, "after kill {turn} the folder is a mixture");
        tally.litter += usize::from(book.listing() != ["content", "public"]);
        book.build();
        assert!(book.site() == *comes.1, "the build after kill {turn}");
        assert_eq!(book.listing(), ["content", "public"], "litter after kill {turn}");
        (stands, comes) = (comes, stands);
    }
    println!("builds killed: {} {tally:?}", kills());
    assert!(tally.old > 0 && tally.litter > 0, "some were killed while they wrote: {tally:?}");
}

#[test]
fn a_first_build_killed_at_any_moment_leaves_nothing_or_a_whole_site() {
    let book = handbook(12, "cũ");
    let begun = Instant::now();
    book.build();
    let (whole, longest) = (book.site(), begun.elapsed());
    let mut dice = Dice(116);
    for turn in 0..kills() / 8 {
        fs::remove_dir_all(book.path("public")).unwrap();
        kill(&mut program(book.root(), &["build"]), &mut dice, longest, &book.path(".public.new"));
        assert!(!book.path("public").exists() || book.site() == whole, "after kill {turn}");
        book.build();
        assert_eq!((book.site() == whole, book.listing()), (true, vec!["content".to_owned(), "public".to_owned()]), "{turn}");
    }
}

/// Kills `words` so many times, which write the files of the folder `ra` from an input that `write` makes of a word: each
/// file is then the old one, whole, or the new one; the next run writes all of them and leaves nothing else.
fn killed_while_writing(book: &Book, words: &[&str], staged: &str, turns: usize, write: impl Fn(&str)) {
    fs::create_dir(book.path("ra")).unwrap();
    let made = |word: &str| {
        write(word);
        let run = ended(program(book.root(), words).spawn().unwrap());
        assert_eq!(run.status, 0, "{}", run.stderr);
        files_below(&book.path("ra"))
    };
    let new = made("mới");
    let begun = Instant::now();
    let old = made("cũ");
    let longest = begun.elapsed();
    let (mut dice, mut tally) = (Dice(50), Tally::default());
    for turn in 0..turns {
        write("mới");
        tally.ended += usize::from(kill(&mut program(book.root(), words), &mut dice, longest, &book.path(staged)));
        let files = files_below(&book.path("ra"));
        for (place, bytes) in &old {
            let (is_old, is_new) = (files[place] == *bytes, files[place] == new[place]);
            assert!(is_old || is_new, "{words:?}: after kill {turn} {place} is a mixture");
            tally.old += usize::from(is_old);
            tally.new += usize::from(is_new);
        }
        tally.litter += usize::from(files.len() > old.len());
        assert!(made("cũ") == old, "{words:?}: the run after kill {turn} writes all, and clears what was left");
    }
    println!("{} {} killed: {turns} {tally:?}", words[0], words[1]);
}

#[test]
fn an_export_killed_at_any_moment_leaves_the_old_file_or_the_new() {
    const PAGES: usize = 12;
    for (target, file) in [("zip", "so-tay.zip"), ("single", "so-tay.html"), ("epub", "so-tay.epub")] {
        let book = handbook(PAGES, "cũ");
        let words = ["export", target, "--out", &format!("ra/{file}")];
        killed_while_writing(&book, &words, &format!("ra/.{file}.new"), kills() / 8, |word| rewrite(&book, PAGES, word));
    }
}

#[test]
fn results_killed_at_any_moment_leave_old_tables_or_new() {
    let book = Book::empty();
    let write = |word: &str| {
        for reader in 0..40 {
            let slip = slip(&format!("Người {word} {reader}"), "Chi bộ 1", 90, "2026-11-20T08:00");
            book.write(&format!("phieu/{reader}.json"), &sealed(slip));
        }
    };
    for (file, option) in [("bang.csv", "--csv"), ("bang.html", "--html")] {
        let out = format!("ra/{file}");
        let words = ["results", "phieu", option, &out, "--force"];
        killed_while_writing(&book, &words, &format!("ra/.{file}.new"), kills() / 2, write);
        fs::remove_dir_all(book.path("ra")).unwrap();
    }
}

/// A small disk of its own, in memory.
struct Disk<'a>(&'a Path);

impl<'a> Disk<'a> {
    /// `None`, with the reason printed, where nothing may be mounted.
    fn mount(place: &'a Path, kilobytes: usize) -> Option<Self> {
        fs::create_dir_all(place).unwrap();
        let size = format!("size={kilobytes}k");
        let output = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(place).output();
        let mounted = output.as_ref().is_ok_and(|output| output.status.success());
        if !mounted {
            println!("skipped: no disk can be mounted here: {output:?}");
        }
        mounted.then_some(Self(place))
    }

    fn remount(&self, options: &str) {
        assert!(Command::new("mount").args(["-o", &format!("remount,{options}")]).arg(self.0).status().unwrap().success());
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).status();
    }
}

#[test]
fn a_full_disk_leaves_the_old_site_and_files_whole() {
    let book = handbook(20, "cũ");
    let place = book.path("dia");
    let Some(disk) = Disk::mount(&place, 4096) else { return };
    let outputs = [("build", ["build", "--out", "dia/trang"].as_slice()), ("zip", &["export", "zip", "--out", "dia/so-tay.zip"])];
    for (_, words) in outputs {
        let run = ended(program(book.root(), words).spawn().unwrap());
        assert_eq!(run.status, 0, "{}", run.stderr);
    }
    let before = files_below(&place);
    rewrite(&book, 20, "mới");
    // From almost nothing to almost enough: the disk fills up at another file each time.
    let used = shell(&format!("du -sk {}", place.display())).split_whitespace().next().unwrap().parse::<usize>().unwrap();
    for spare in [0, 40, 160] {
        disk.remount(&format!("size={}k", used + spare));
        for (name, words) in outputs {
            let run = ended(program(book.root(), words).spawn().unwrap());
            if spare >= 40 && name == "zip" && run.status == 0 {
                continue;
            }
            assert_one_sentence(&run, "full");
        }
        let after = files_below(&place);
        let site = |files: &Files| {
            files
                .iter()
                .filter(|(place, _)| place.starts_with("trang/"))
                .map(|(place, bytes)| (place.clone(), bytes.clone()))
                .collect::<Files>()
        };
        assert!(site(&after) == site(&before), "the old site is whole with {spare} KB to spare");
        assert!(after.keys().eq(before.keys()), "no litter with {spare} KB to spare: {:?}", after.keys());
    }
    disk.remount("size=8192k");
    for (_, words) in outputs {
        assert_eq!(ended(program(book.root(), words).spawn().unwrap()).status, 0);
    }
    assert!(files_below(&place).keys().eq(before.keys()));
}

#[test]
fn a_disk_that_cannot_be_written_to_is_said_in_one_sentence() {
    let book = handbook(3, "cũ");
    let place = book.path("dia");
    let Some(disk) = Disk::mount(&place, 4096) else { return };
    let builds = ["build", "--out", "dia/trang"];
    assert_eq!(ended(program(book.root(), &builds).spawn().unwrap()).status, 0);
    let before = files_below(&place);
    disk.remount("ro");
    rewrite(&book, 3, "mới");
    for words in [
        builds.as_slice(),
        &["export", "single", "--out", "dia/mot.html"],
        &["export", "epub", "--out", "dia/a/b.epub"],
        &["init", "dia/moi"],
    ] {
        assert_one_sentence(&ended(program(book.root(), words).spawn().unwrap()), "dia");
    }
    assert!(files_below(&place) == before);
}

fn permit(place: &Path, mode: &str) {
    assert!(Command::new("chmod").arg(mode).arg(place).status().unwrap().success());
}

#[test]
fn a_folder_without_permission_is_said_in_one_sentence() {
    let book = handbook(3, "cũ");
    book.build();
    fs::create_dir(book.path("ra")).unwrap();
    give(book.root());
    let before = book.site();
    rewrite(&book, 3, "mới");
    for place in ["", "ra"] {
        permit(&book.path(place), "0555");
    }
    let files = [
        ["export", "single", "--out", "ra/mot.html"],
        ["export", "zip", "--out", "ra/so-tay.zip"],
        ["export", "results-form", "--out", "ra/thu.html"],
    ];
    for words in std::iter::once(["build"].as_slice()).chain(files.iter().map(<[&str; 4]>::as_slice)) {
        assert_one_sentence(&ended(program_of_nobody(book.root(), words).spawn().unwrap()), "permission");
    }
    assert!(book.site() == before);
    permit(book.root(), "0755");
    // Permission for the folder is back, but what is in the site may not be replaced: the way is still free, by its name.
    assert_eq!(ended(program_of_nobody(book.root(), &["build"]).spawn().unwrap()).status, 0);
    assert_eq!(book.listing(), ["content", "public", "ra"]);
}

#[test]
fn permission_that_goes_while_the_program_writes_leaves_the_old_site_whole() {
    const PAGES: usize = 40;
    let book = handbook(PAGES, "cũ");
    book.build();
    give(book.root());
    let old = book.site();
    let mut refused = 0;
    for turn in 0..5 {
        rewrite(&book, PAGES, &format!("mới {turn}"));
        give(book.root());
        let mut child = program_of_nobody(book.root(), &["build"]).spawn().unwrap();
        let staged = book.path(".public.new/phan");
        while !staged.exists() && child.try_wait().unwrap().is_none() {
            thread::yield_now();
        }
        let _ = Command::new("chmod").arg("0555").arg(&staged).stderr(Stdio::null()).status();
        let run = ended(child);
        let _ = Command::new("chmod").arg("0755").arg(&staged).stderr(Stdio::null()).status();
        if run.status == 0 {
            // It was quicker; back to the old site.
            rewrite(&book, PAGES, "cũ");
            give(book.root());
            assert_eq!(ended(program_of_nobody(book.root(), &["build"]).spawn().unwrap()).status, 0);
            permit(&book.path("public/phan"), "0755");
            continue;
        }
        refused += 1;
        assert_one_sentence(&run, "permission");
        assert!(book.site() == old, "after turn {turn}");
    }
    println!("permission taken midway: {refused} of 5 builds refused, the rest had written");
    assert!(refused > 0, "no build was caught while it wrote");
    rewrite(&book, PAGES, "cuối");
    give(book.root());
    assert_eq!(ended(program_of_nobody(book.root(), &["build"]).spawn().unwrap()).status, 0);
    assert_eq!(book.listing(), ["content", "public"]);
}

#[test]
fn of_two_builds_at_once_each_succeeds_or_says_that_it_must_wait() {
    const PAGES: usize = 30;
    let book = handbook(PAGES, "cũ");
    let mut waited = 0;
    for turn in 0..3 {
        rewrite(&book, PAGES, &format!("lần {turn}"));
        let children: Vec<Child> = (0..3).map(|_| program(book.root(), &["build"]).spawn().unwrap()).collect();
        let runs: Vec<Run> = children.into_iter().map(ended).collect();
        assert!(runs.iter().any(|run| run.status == 0), "{runs:?}");
        for run in runs.iter().filter(|run| run.status != 0) {
            assert_one_sentence(run, "another");
            waited += 1;
        }
        let site = book.site();
        assert_eq!(book.listing(), ["content", "public"], "turn {turn}");
        fs::remove_dir_all(book.path("public")).unwrap();
        book.build();
        assert!(book.site() == site, "turn {turn}");
    }
    println!("three builds at once, three times: {waited} were told to wait");
}

#[test]
fn of_two_exports_of_one_file_each_succeeds_or_says_that_it_must_wait() {
    const PAGES: usize = 30;
    let book = handbook(PAGES, "cũ");
    fs::create_dir(book.path("ra")).unwrap();
    for turn in 0..3 {
        rewrite(&book, PAGES, &format!("lần {turn}"));
        let export = || program(book.root(), &["export", "single", "--out", "ra/mot.html"]).spawn().unwrap();
        let runs: Vec<Run> = [export(), export(), export()].into_iter().map(ended).collect();
        assert!(runs.iter().any(|run| run.status == 0), "{runs:?}");
        for run in runs.iter().filter(|run| run.status != 0) {
            assert_one_sentence(run, "mot.html");
        }
        let file = fs::read(book.path("ra/mot.html")).unwrap();
        assert_eq!(files_below(&book.path("ra")).len(), 1, "turn {turn}");
        assert_eq!(ended(export()).status, 0, "the file is one of ours");
        assert!(fs::read(book.path("ra/mot.html")).unwrap() == file, "turn {turn}");
    }
}
