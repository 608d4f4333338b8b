//! `sotay serve` from the outside: the real server, real edits on disk, raw requests over TCP. Which version is shown is
//! asked of the server; nothing is waited for by time.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::support::{Book, run};

/// Longer than any answer takes on a machine that is busy; who waits so long waits in vain.
const PATIENCE: Duration = Duration::from_secs(30);

/// A handbook under `sotay serve` at a free port.
struct Served {
    book: Book,
    child: Child,
    port: u16,
    said: Receiver<String>,
}

impl Served {
    fn new(book: Book) -> Self {
        Self::with(book, &[], &[])
    }

    fn with(book: Book, words: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sotay"));
        command.args(["serve", "--port", "0", "--lang", "en"]).args(words).envs(variables.iter().copied());
        Self::by(command, book)
    }

    /// The handbook as a command shows it.
    fn by(mut command: Command, book: Book) -> Self {
        let child = command.current_dir(book.root()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.unwrap();
        let (sender, said) = channel();
        let streams: [Box<dyn Read + Send>; 2] = [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
        for stream in streams {
            let sender = sender.clone();
            thread::spawn(move || BufReader::new(stream).lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        }
        let first = said.recv_timeout(PATIENCE).expect("the server says where it listens");
        let port = first.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next()?.parse().ok());
        let served = Self { book, child, port: port.unwrap_or_else(|| panic!("{first}")), said };
        served.after(0);
        served
    }

    /// Waits for a line of the program's output that holds `words`.
    fn says(&self, words: &str) -> String {
        loop {
            let line = self.said.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("nobody said {words}"));
            if line.contains(words) {
                return line;
            }
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends these bytes; gives the whole answer.
    fn send(&self, request: &[u8]) -> String {
        let mut stream = self.connect();
        // A server that refuses may close before it has read everything.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn ask(&self, line: &str, headers: &str) -> Answer {
        let host = format!("Host: 127.0.0.1:{}\r\n", self.port);
        Answer(self.send(format!("{line} HTTP/1.1\r\n{host}Connection: close\r\n{headers}\r\n").as_bytes()))
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path}"), "")
    }

    /// The news of the version that is published now.
    fn news(&self) -> Value {
        serde_json::from_str(self.get("/-/version").body()).unwrap()
    }

    /// The news of the first version after `number`.
    fn after(&self, number: u64) -> Value {
        let news: Value = serde_json::from_str(self.get(&format!("/-/version?after={number}")).body()).unwrap();
        assert!(news["number"].as_u64() > Some(number), "no version came after {number}");
        news
    }

    fn number(&self) -> u64 {
        self.news()["number"].as_u64().unwrap()
    }

    /// Does some work in the folder; gives the news of the version it leads to.
    fn edit(&self, work: impl FnOnce(&Book)) -> Value {
        let number = self.number();
        work(&self.book);
        self.after(number)
    }

    /// Waits until a page holds `words`.
    fn shows(&self, path: &str, words: &str) {
        let mut number = self.number();
        while !self.get(path).body().contains(words) {
            number = self.after(number)["number"].as_u64().unwrap();
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer as it came.
struct Answer(String);

impl Answer {
    fn status(&self) -> u16 {
        self.0.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
    }

    fn header(&self, name: &str) -> Option<&str> {
        let head = self.0.split("\r\n\r\n").next().unwrap();
        head.lines().filter_map(|line| line.split_once(": ")).find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    fn body(&self) -> &str {
        self.0.split_once("\r\n\r\n").map_or("", |(_, body)| body)
    }
}

/// Every page of the site as a new server would show it.
fn afresh(book: &Book) -> Vec<(String, Vec<u8>)> {
    let copy = Book::empty();
    for (place, bytes) in crate::support::files_below(&book.path("content")) {
        copy.write_bytes(&format!("content/{place}"), &bytes);
    }
    copy.build();
    copy.site().into_iter().filter(|(address, _)| address.ends_with(".html")).collect()
}

/// A page without what the preview adds: its last line, the places of blocks, and that scripts wait for its own.
fn plain(page: &str) -> String {
    let page = page.rsplit_once("<script src=\"/-/live.js\"").map_or(page, |(page, _)| page);
    let mut pieces = page.split(" data-at=\"");
    let mut plain = pieces.next().unwrap().to_owned();
    pieces.for_each(|piece| plain.push_str(piece.split_once('"').unwrap().1));
    plain.replace("<script defer ", "<script ").trim_end().to_owned()
}

#[test]
fn the_preview_shows_the_site_and_leaves_the_folder_alone() {
    let served = Served::new(Book::small(&[]));
    let cover = served.get("/");
    assert_eq!((cover.status(), cover.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert!(cover.body().contains("Lời mở đầu.") && cover.body().contains("/-/live.js"));
    assert_eq!(cover.header("access-control-allow-origin"), None);
    for (name, value) in [("cache-control", "no-store"), ("x-content-type-options", "nosniff")] {
        assert_eq!(cover.header(name), Some(value));
    }
    let head = served.ask("HEAD /", "");
    assert_eq!((head.status(), head.body(), head.header("content-length")), (200, "", cover.header("content-length")));
    assert_eq!(served.get("/static/sen.css").header("content-type"), Some("text/css; charset=utf-8"));
    for (address, bytes) in afresh(&served.book) {
        let shown = served.get(&format!("/{address}"));
        assert_eq!(plain(shown.body()), plain(&String::from_utf8(bytes).unwrap()), "{address}");
    }
    assert_eq!(served.book.listing(), ["content"]);
}

#[test]
fn an_edit_is_shown_however_an_editor_saves() {
    let served = Served::new(Book::small(&[]));
    let page = |words: &str| format!("# Trang\n\n{words}\n");
    served.edit(|book| book.write("content/01-trang.md", &page("ghi thẳng")));
    served.shows("/trang.html", "ghi thẳng");
    // Vim: tries whether it may write, keeps a backup, writes a new file and renames it.
    served.edit(|book| {
        book.write("content/4913", "");
        book.remove("content/4913");
        fs::rename(book.path("content/01-trang.md"), book.path("content/01-trang.md~")).unwrap();
        book.write("content/.01-trang.md.swp", "x");
        book.write("content/01-trang.md", &page("đổi tên"));
        book.remove("content/01-trang.md~");
    });
    served.shows("/trang.html", "đổi tên");
    served.edit(|book| {
        book.write("content/.#01-trang.md", "emacs");
        book.write("content/01-trang.md.moi", &page("thay tệp"));
        fs::rename(book.path("content/01-trang.md.moi"), book.path("content/01-trang.md")).unwrap();
    });
    served.shows("/trang.html", "thay tệp");
    // A formatter writes again what was just written.
    served.edit(|book| {
        book.write("content/01-trang.md", "# Trang\n\n\n\nhai  lần\n");
        book.write("content/01-trang.md", &page("hai lần"));
    });
    served.shows("/trang.html", "hai lần");
    for name in ["/4913", "/.01-trang.md.swp"] {
        assert_eq!(served.get(name).status(), 404);
    }
}

#[test]
fn a_half_written_file_is_never_the_last_that_is_shown() {
    let served = Served::new(Book::small(&[]));
    let mut file = fs::File::create(served.book.path("content/01-trang.md")).unwrap();
    for words in ["# Trang\n\n[hỏ", "ng](khong-co", ".md) rồi "] {
        file.write_all(words.as_bytes()).unwrap();
        file.flush().unwrap();
        thread::yield_now();
    }
    file.write_all("xong.\n".as_bytes()).unwrap();
    drop(file);
    served.shows("/trang.html", "rồi xong.");
    let report: Value = serde_json::from_str(served.get("/-/report").body()).unwrap();
    assert_eq!(report["items"][0]["code"], "link-broken");
    served.edit(|book| book.write("content/01-trang.md", "# Trang\n\nLành.\n"));
    served.shows("/trang.html", "Lành.");
    assert_eq!(served.news()["errors"], 0);
}

#[test]
fn folders_come_go_and_change_their_names() {
    let served = Served::new(Book::small(&[]));
    served.edit(|book| book.write("content/02-phan/index.md", "# Phần\n\nLời.\n"));
    // The folder is new: whether the system already tells of files in it is up to chance, and must not matter.
    served.book.write("content/02-phan/01-trong.md", "# Trong phần\n\nLời.\n");
    served.shows("/phan/index.html", "Trong phần");
    served.edit(|book| fs::rename(book.path("content/02-phan"), book.path("content/02-phan-moi")).unwrap());
    served.shows("/phan-moi/trong.html", "Trong phần");
    let gone = served.get("/phan/trong.html");
    assert_eq!((gone.status(), gone.header("sotay-nearest")), (404, Some("phan-moi/trong.html")));
    assert!(gone.body().contains("This page is gone") && gone.body().contains("/phan-moi/trong.html"));
    served.edit(|book| fs::remove_dir_all(book.path("content/02-phan-moi")).unwrap());
    assert_eq!(served.get("/phan-moi/trong.html").header("sotay-nearest"), Some("index.html"));
}

#[test]
fn a_handbook_that_goes_and_comes_back_is_shown_again() {
    let served = Served::new(Book::small(&[]));
    let away = served.book.path("cho-khac");
    let news = served.edit(|book| fs::rename(book.path("content"), &away).unwrap());
    assert_eq!(news["kept"], true);
    assert_eq!(served.get("/trang.html").status(), 200, "the last good site stays");
    served.edit(|book| fs::rename(&away, book.path("content")).unwrap());
    served.says("No more errors");
    served.edit(|book| book.write("content/01-trang.md", "# Trang\n\nVẫn theo dõi.\n"));
    served.shows("/trang.html", "Vẫn theo dõi.");
}

#[test]
fn ten_thousand_files_at_once_end_as_a_fresh_build() {
    let served = Served::new(Book::small(&[]));
    for part in 0..20 {
        served.book.write(&format!("content/{part:02}-phan/index.md"), &format!("# Phần {part}\n\nLời.\n"));
        for file in 0..500 {
            served.book.write(&format!("content/{part:02}-phan/du-lieu-{file}.txt"), "một tệp");
        }
    }
    served.book.write("content/01-trang.md", "# Trang\n\nTệp cuối cùng.\n");
    served.shows("/trang.html", "Tệp cuối cùng.");
    served.shows("/index.html", "Phần 19");
    for (address, bytes) in afresh(&served.book) {
        assert_eq!(plain(served.get(&format!("/{address}")).body()), plain(&String::from_utf8(bytes).unwrap()), "{address}");
    }
}

#[test]
fn without_events_the_folder_is_looked_over() {
    let served = Served::with(Book::small(&[]), &["--poll"], &[]);
    served.edit(|book| book.write("content/01-trang.md", "# Trang\n\nTự soát thấy.\n"));
    served.shows("/trang.html", "Tự soát thấy.");
    served.edit(|book| book.remove("content/01-trang.md"));
    assert_eq!(served.get("/trang.html").status(), 404);
}

/// A command that runs the preview where the system watches at most so many folders; none where it lets nobody say so.
#[cfg(target_os = "linux")]
fn within_watches(limit: &str, most: u32) -> Option<Command> {
    let set = format!("echo {most} > /proc/sys/user/{limit}");
    let of_shell = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "sh", "-c", script]);
        command
    };
    let allowed = of_shell(&set).stderr(Stdio::null()).status().is_ok_and(|status| status.success());
    let mut command = of_shell(&format!("{set} && exec \"$@\""));
    command.args(["sh", env!("CARGO_BIN_EXE_sotay"), "serve", "--port", "0", "--lang", "en"]);
    allowed.then_some(command)
}

#[cfg(target_os = "linux")]
#[test]
#[expect(clippy::print_stderr, reason = "who runs the tests is told what was not tested")]
fn where_the_system_watches_no_more_folders_the_preview_says_so_and_looks_for_itself() {
    let cases = [
        // The handbook's folder and `content/` are watched, the folder in it no more.
        ("max_inotify_watches", 2, "watches no more folders"),
        ("max_inotify_instances", 0, "does not tell when files change"),
    ];
    for (limit, most, said) in cases {
        let Some(command) = within_watches(limit, most) else {
            eprintln!("skipped: this system lets nobody lower {limit} in a namespace of their own");
            return;
        };
        let served = Served::by(command, Book::small(&[("content/02-phan/index.md", "# Phần\n\nLời.\n")]));
        let line = served.says(said);
        assert!(line.contains("looks the folder over"), "{line}");
        served.edit(|book| book.write("content/02-phan/index.md", "# Phần\n\nTự soát thấy.\n"));
        served.shows("/phan/index.html", "Tự soát thấy.");
    }
}

/// A template that fails only on one page is found when that page is asked for, and the page before is shown.
#[test]
fn a_page_that_fails_when_it_is_made_keeps_its_last_good_state() {
    let template = "themes/rieng/templates/glossary.html";
    let sound = "{% extends \"base.html\" %}\n{% block main %}<p>từ điển tốt</p>{% endblock %}\n";
    let book = Book::small(&[
        ("content/handbook.yaml", "title: Sổ tay thử\ntheme: rieng\n"),
        ("content/glossary.yaml", "terms:\n  - {term: đô thị, meaning: Nghĩa.}\n"),
        ("themes/rieng/theme.yaml", "extends: sen\n"),
        (template, sound),
    ]);
    let served = Served::new(book);
    served.edit(|book| book.write(template, &sound.replace("từ điển tốt", "{{ page.khong_co }}")));
    let number = served.number();
    assert!(served.get("/thuat-ngu.html").body().contains("từ điển tốt"));
    let news = served.after(number);
    assert_eq!((&news["kept"], &news["errors"]), (&true.into(), &1.into()));
    served.says("template-render");
    let news = served.edit(|book| book.write(template, &sound.replace("tốt", "mới")));
    assert_eq!((&news["kept"], &news["errors"]), (&false.into(), &0.into()));
    assert!(served.get("/thuat-ngu.html").body().contains("từ điển mới"));
}

#[test]
fn the_first_build_may_be_broken_too() {
    let served = Served::new(Book::small(&[("content/handbook.yaml", "titel: Sổ tay\n")]));
    let news = served.news();
    assert_eq!((news["kept"].as_bool(), news["errors"].as_u64() > Some(0)), (Some(false), true));
    assert!(served.get("/trang.html").body().contains("Lời của trang."));
    served.edit(|book| book.write("content/01-trang.md", "# Trang\n\nBản mới nhất.\n"));
    assert!(served.get("/trang.html").body().contains("Bản mới nhất."), "nothing older is good, so the newest is shown");
    served.edit(|book| book.write("content/handbook.yaml", "title: Sổ tay\n"));
    assert_eq!(served.news()["errors"], 0);
}

#[test]
fn hostile_requests_are_refused() {
    let served = Served::new(Book::small(&[]));
    let own = format!("127.0.0.1:{}", served.port);
    let host = format!("Host: {own}\r\n");
    let long = "a".repeat(3000);
    let endless = "a".repeat(1 << 20);
    let cases: Vec<(String, &[u16])> = vec![
        (format!("GET /.. HTTP/1.1\r\n{host}"), &[400]),
        (format!("GET /../../etc/passwd HTTP/1.1\r\n{host}"), &[400]),
        (format!("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n{host}"), &[400]),
        (format!("GET /static/..%2f..%2fetc/passwd HTTP/1.1\r\n{host}"), &[400]),
        (format!("GET /..%5c..%5cetc%5cpasswd HTTP/1.1\r\n{host}"), &[400]),
        (format!("GET //etc/passwd HTTP/1.1\r\n{host}"), &[404]),
        (format!("GET /etc/passwd HTTP/1.1\r\n{host}"), &[404]),
        (format!("GET /content/handbook.yaml HTTP/1.1\r\n{host}"), &[404]),
        (format!("GET /trang.html%00.png HTTP/1.1\r\n{host}"), &[400]),
        (format!("GET /%ff%fe HTTP/1.1\r\n{host}"), &[400]),
        (format!("GET /%zz HTTP/1.1\r\n{host}"), &[400]),
        (format!("GET /{long} HTTP/1.1\r\n{host}"), &[414]),
        (format!("GET /{endless} HTTP/1.1\r\n{host}"), &[400, 414, 431]),
        (format!("GET / HTTP/1.1\r\n{host}X: {endless}\r\n"), &[400, 431]),
        (format!("GET\0/ HTTP/1.1\r\n{host}"), &[400]),
        ("GET / HTTP/1.1\r\n".to_owned(), &[400]),
        (format!("GET / HTTP/1.1\r\n{host}{host}"), &[400]),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n".to_owned(), &[421]),
        (format!("GET / HTTP/1.1\r\nHost: {own}.evil.example\r\n"), &[421]),
        (format!("GET http://evil.example/ HTTP/1.1\r\n{host}"), &[421]),
        (format!("GET / HTTP/1.1\r\nHost: localhost:{}\r\n", served.port), &[200]),
        (format!("GET /-/news HTTP/1.1\r\n{host}Origin: http://evil.example\r\n"), &[403]),
        (format!("GET /-/news HTTP/1.1\r\n{host}Origin: null\r\n"), &[403]),
        (format!("GET /-/report HTTP/1.1\r\n{host}Sec-Fetch-Site: cross-site\r\n"), &[403]),
        (format!("GET /-/live.js HTTP/1.1\r\n{host}Sec-Fetch-Site: same-site\r\n"), &[403]),
        (format!("POST / HTTP/1.1\r\n{host}Content-Length: 0\r\n"), &[405]),
        (format!("PUT /trang.html HTTP/1.1\r\n{host}Content-Length: 0\r\n"), &[405]),
        (format!("DELETE /trang.html HTTP/1.1\r\n{host}"), &[405]),
        (format!("OPTIONS / HTTP/1.1\r\n{host}Origin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\n"), &[405]),
        (format!("CONNECT evil.example:80 HTTP/1.1\r\n{host}"), &[400, 405, 421]),
        (format!("GET /-/open?at=content/01-trang.md:1 HTTP/1.1\r\n{host}"), &[405]),
        (format!("POST /-/open?at=content/01-trang.md:1 HTTP/1.1\r\n{host}Content-Length: 0\r\n"), &[403]),
        (format!("GET /-/where?at=../../etc/passwd:1 HTTP/1.1\r\n{host}"), &[404]),
        (format!("GET /-/where?at=/etc/passwd:1 HTTP/1.1\r\n{host}"), &[404]),
        ("\x16\x03\x01\x02\x00\x01\r\n".to_owned(), &[0, 400]),
        ("\r\n\r\n\r\n".to_owned(), &[0, 400]),
    ];
    for (request, expected) in cases {
        let answer = Answer(served.send(format!("{request}Connection: close\r\n\r\n").as_bytes()));
        let shown: String = request.chars().take(120).collect();
        assert!(expected.contains(&answer.status()), "{shown:?} is answered by {}", answer.0.chars().take(200).collect::<String>());
        assert_eq!(answer.header("access-control-allow-origin"), None, "{shown:?}");
        assert!(!answer.0.contains("root:"), "{shown:?}");
    }
    assert_eq!(served.get("/").status(), 200, "and it still serves");
}

#[test]
fn idle_and_slow_readers_do_not_hold_up_a_save() {
    let served = Served::new(Book::small(&[]));
    let host = format!("Host: 127.0.0.1:{}\r\n", served.port);
    let idle: Vec<TcpStream> = (0..200)
        .map(|at| {
            let mut stream = served.connect();
            // Some wait for news and never read them, some for a page, some have not finished asking.
            let request = ["GET /-/news HTTP/1.1\r\n", "GET / HTTP/1.1\r\n", "GET /"][at % 3];
            stream.write_all(request.as_bytes()).unwrap();
            if at % 3 < 2 {
                stream.write_all(format!("{host}\r\n").as_bytes()).unwrap();
            }
            stream
        })
        .collect();
    for round in 0..20 {
        served.edit(|book| book.write("content/01-trang.md", &format!("# Trang\n\nLần {round}.\n")));
        served.shows("/trang.html", &format!("Lần {round}."));
    }
    drop(idle);
}

#[test]
fn news_begin_with_the_version_that_is_shown_and_go_on_with_the_next_and_its_page() {
    let served = Served::new(Book::small(&[]));
    let hear = |page: &str| {
        let mut stream = served.connect();
        stream.write_all(format!("GET /-/news?page={page} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", served.port).as_bytes()).unwrap();
        let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
        move || -> Value {
            let line = lines.find_map(|line| line.strip_prefix("data: ").map(str::to_owned)).unwrap();
            serde_json::from_str(&line).unwrap()
        }
    };
    let mut of_page = hear("%2Ftrang.html");
    let others = ["", "%2F..%2Fhandbook.yaml", "%2Fkhong-co.html", "%2Fstatic%2Fsen.css", "%ff", "%2F%2500"];
    let mut others = others.map(|page| (page, hear(page)));
    let first = of_page();
    assert_eq!((first["number"].as_u64().unwrap(), &first["page"]), (served.number(), &Value::Null));
    assert!(others.iter_mut().all(|(_, news)| news()["page"].is_null()));
    served.edit(|book| book.write("content/01-trang.md", "# Trang\n\nMới.\n"));
    let next = of_page();
    assert!(next["number"].as_u64() > first["number"].as_u64());
    let page = served.get("/trang.html");
    assert!(page.body().contains("Mới."));
    assert_eq!(next["page"].as_str(), Some(page.body()));
    for (page, news) in &mut others {
        assert_eq!(news()["page"], Value::Null, "{page}");
    }
    served.edit(|book| book.write("content/handbook.yaml", &book.text("content/handbook.yaml").replace("Sổ tay thử", "Sổ tay khác")));
    assert_eq!(of_page()["page"], Value::Null, "every page is loaded anew");
}

#[test]
fn the_editor_opens_only_a_file_of_the_handbook() {
    let book = Book::small(&[("content/02 hai;'$(x)'.md", "# Hai\n\nMột.\n\nHai.\n")]);
    let script = book.path("editor.sh");
    fs::write(&script, "printf '%s\\n' \"$@\" > \"$0.tmp\"; mv \"$0.tmp\" \"$0.opened\"\n").unwrap();
    let opened = book.path("editor.sh.opened");
    let served = Served::with(book, &["--editor", "sh editor.sh --at {line} {file}"], &[]);
    let token = served.news()["token"].as_str().unwrap().to_owned();
    let open = |place: &str, token: &str| {
        served.ask(&format!("POST /-/open?at={place}"), &format!("Sotay-Token: {token}\r\nContent-Length: 0\r\n")).status()
    };
    for place in ["content/khong-co.md:1", "../x.md:1", "/etc/passwd:1", "editor.sh:1", "content:1", "content/01-trang.md:x", ""] {
        assert_eq!(open(place, &token), 404, "{place}");
    }
    assert_eq!(open("content/01-trang.md:1", "wrong"), 403);
    assert!(!opened.exists());
    assert_eq!(open("content/02%20hai;'$(x)'.md:5", &token), 200);
    let folder = opened.parent().unwrap().canonicalize().unwrap();
    while !opened.exists() {
        thread::yield_now();
    }
    let expected = format!("--at\n5\n{}\n", folder.join("content/02 hai;'$(x)'.md").display());
    assert_eq!(fs::read_to_string(&opened).unwrap(), expected);
}

#[test]
fn what_stands_in_the_way_is_said_in_one_sentence_with_the_remedy() {
    let served = Served::new(Book::small(&[]));
    let port = served.port.to_string();
    let used = served.book.run(&["serve", "--port", &port, "--lang", "en"]);
    assert_eq!(used.status, 2);
    assert!(used.stderr.contains(&format!("port {port} is in use")) && used.stderr.contains("--port 0"), "{}", used.stderr);
    let cases: [(&[&str], &str); 4] = [
        (&["serve", "--host", "192.0.2.1"], "cannot listen"),
        (&["serve", "--editor", "code \"-g"], "--editor"),
        (&["serve", "--port", "99999"], "`99999`"),
        (&["serve", "--root", "khong-co"], "no handbook"),
    ];
    for (words, said) in cases {
        let mut words = words.to_vec();
        words.extend(["--lang", "en"]);
        let run = run(served.book.root(), &words, &[]);
        assert_eq!(run.status, 2, "{words:?}");
        assert!(run.stderr.contains(said) && run.stderr.lines().count() <= 2, "{words:?}: {}", run.stderr);
    }
}

#[cfg(unix)]
#[test]
fn it_opens_the_browser_and_stops_clean() {
    let book = Book::small(&[]);
    let tools = tempfile::TempDir::new().unwrap();
    let opener = tools.path().join("xdg-open");
    fs::write(&opener, "#!/bin/sh\necho \"$1\" > \"$0.tmp\"; mv \"$0.tmp\" \"$0.opened\"\n").unwrap();
    fs::set_permissions(&opener, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", tools.path().display(), std::env::var("PATH").unwrap());
    let mut served = Served::with(book, &["--open"], &[("PATH", &path)]);
    let opened = tools.path().join("xdg-open.opened");
    while !Path::new(&opened).exists() {
        thread::yield_now();
    }
    assert_eq!(fs::read_to_string(opened).unwrap().trim(), format!("http://127.0.0.1:{}/", served.port));
    let mut waiting = served.connect();
    waiting.write_all(format!("GET /-/news HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", served.port).as_bytes()).unwrap();
    let mut first = [0; 12];
    waiting.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200");
    Command::new("kill").args(["-INT", &served.child.id().to_string()]).status().unwrap();
    assert_eq!(served.child.wait().unwrap().code(), Some(0));
    served.says("stopped");
    let mut rest = String::new();
    waiting.read_to_string(&mut rest).unwrap();
    assert!(rest.ends_with("0\r\n\r\n"), "the news end as they should: {rest:?}");
}
