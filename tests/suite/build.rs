//! `sotay build`: the site stands whole or the old one stays; nothing foreign is touched. That it is the same on any
//! machine is held by `same`.

use std::collections::BTreeMap;
use std::fs;

use crate::support::{Book, files_below};

/// The page that a template mistake is put into.
const TEMPLATE: &str = "themes/rieng/templates/page.html";

/// A handbook with a built site.
fn built(files: &[(&str, &str)]) -> Book {
    let book = Book::small(files);
    book.build();
    book
}

/// Files and addresses that one behaviour or another needs.
fn rich() -> Book {
    Book::small(&[
        ("content/handbook.yaml", "title: Sổ tay thử\nbase_url: https://vidu.vn/so-tay\ndate: 2026-11-21\n"),
        ("content/01-phan/index.md", "# Phần một\n\nXem ![Sơ đồ](../hinh/so-do.svg) và [trang](../01-trang.md).\n"),
        (
            "content/01-phan/01-trang.md",
            "---\ntitle: Trang trong phần\nupdated: 2026-11-20\n---\n\n## Mục\n\nChuyển đổi số[^1].\n\n[^1]: Lời.\n",
        ),
        (
            "content/01-phan/01-trang.quiz.yaml",
            "questions:\n  - ask: Đúng không?\n    is: true\n  - ask: Chọn?\n    right: một\n    wrong: [hai, ba]\n",
        ),
        ("content/hinh/so-do.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"),
        ("content/glossary.yaml", "terms:\n  - {term: chuyển đổi số, meaning: Nghĩa.}\n  - {term: đô thị, meaning: Nghĩa.}\n"),
    ])
}

fn text(site: &BTreeMap<String, Vec<u8>>, address: &str) -> String {
    let bytes = site.get(address).unwrap_or_else(|| panic!("{address} is not among {:?}", site.keys()));
    String::from_utf8(bytes.clone()).unwrap()
}

#[test]
fn a_site_stands_where_the_program_says() {
    let book = rich();
    let run = book.run(&["build"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains("4 trang, 2 câu hỏi") && run.stdout.contains("public/index.html"), "{}", run.stdout);
    let site = book.site();
    let pages = [
        "index.html",
        "trang.html",
        "phan/index.html",
        "phan/trang.html",
        "thuat-ngu.html",
        "ban-in.html",
        "404.html",
        "tep/hinh/so-do.svg",
    ];
    for address in pages {
        assert!(site.contains_key(address), "{address} is not among {:?}", site.keys());
    }
    let kinds = ["content", "public"];
    assert_eq!(book.listing(), kinds, "no litter stays beside the site");
}

#[test]
fn every_address_is_plain_ascii() {
    let book = Book::small(&[
        ("content/02-Co\u{31b} ho\u{302}\u{323}i va\u{300} thách thức/index.md", "# Cơ hội\n\nLời.\n"),
        ("content/02-Cơ hội và thách thức/2. Đô thị  thông minh.md", "# Đô thị\n\nXem ![Ảnh](<Hình ảnh.svg>) và [cơ hội](<index.md>).\n"),
        ("content/02-Cơ hội và thách thức/Hình ảnh.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"),
    ]);
    // The two spellings of the folder are two folders on this machine and one in the handbook.
    book.build();
    let site = book.site();
    assert!(site.keys().all(|address| address.is_ascii() && !address.contains(' ')), "{:?}", site.keys());
    for address in
        ["co-hoi-va-thach-thuc/index.html", "co-hoi-va-thach-thuc/do-thi-thong-minh.html", "tep/02-co-hoi-va-thach-thuc/hinh-anh.svg"]
    {
        assert!(site.contains_key(address), "{address} is not among {:?}", site.keys());
    }
}

#[test]
fn a_folder_with_foreign_files_is_refused_and_not_touched() {
    let book = Book::small(&[("public/ghi-chu.txt", "của tôi"), ("public/anh/mot.png", "x")]);
    let before = book.site();
    for (language, word) in [("vi", "không do sotay ghi"), ("en", "did not write")] {
        let run = book.run(&["build", "--lang", language]);
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains(word) && run.stderr.contains("ghi-chu.txt"), "{}", run.stderr);
    }
    assert_eq!(book.site(), before);
    assert_eq!(book.listing(), ["content", "public"]);
}

#[test]
fn one_foreign_file_in_an_earlier_site_is_enough_to_refuse() {
    let book = built(&[]);
    book.write("public/them.html", "của tôi");
    let before = book.site();
    assert_eq!(book.run(&["build"]).status, 2);
    assert_eq!(book.site(), before);
}

#[test]
fn a_file_in_the_place_of_the_folder_is_refused() {
    let book = Book::small(&[("public", "của tôi")]);
    let run = book.run(&["build"]);
    assert_eq!(run.status, 2);
    assert_eq!(book.text("public"), "của tôi");
    assert_eq!(book.listing(), ["content", "public"]);
}

#[test]
fn a_mistake_in_the_handbook_leaves_the_old_site_as_it_was() {
    let book = built(&[]);
    let before = book.site();
    book.write("content/01-trang.md", "# Trang\n\n[hỏng](khong-co.md)\n");
    let run = book.run(&["build"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("content/01-trang.md:3:1: lỗi[link-broken]"), "{}", run.stderr);
    assert!(run.stderr.contains("không ghi gì"), "{}", run.stderr);
    assert_eq!(book.site(), before);
    assert_eq!(book.listing(), ["content", "public"]);
}

#[test]
fn a_mistake_in_a_template_leaves_the_old_site_as_it_was() {
    let theme = ("content/handbook.yaml", "title: Sổ tay thử\ntheme: rieng\n");
    let sound = "{% extends \"base.html\" %}\n{% block main %}{{ page.title }}{% endblock %}\n";
    let cases = [
        ("{% extends \"base.html\" %}\n{% block main %}\n{{ page.titel }}{% endblock %}\n", ":3:9: lỗi[template-render]"),
        ("{% extends \"base.html\" %}\n{% block main %}\n{{ page.title }\n{% endblock %}\n", ":3:15: lỗi[template-syntax]"),
    ];
    for (wrong, place) in cases {
        let book = built(&[theme, ("themes/rieng/theme.yaml", "extends: sen\n"), (TEMPLATE, sound)]);
        let before = book.site();
        book.write(TEMPLATE, wrong);
        let run = book.run(&["build"]);
        assert_eq!(run.status, 1);
        assert!(run.stderr.contains(&format!("{TEMPLATE}{place}")), "{}", run.stderr);
        assert_eq!(book.site(), before);
        assert_eq!(book.listing(), ["content", "public", "themes"]);
    }
}

#[test]
fn a_theme_replaces_what_it_holds_and_inherits_the_rest() {
    let book = built(&[
        ("content/handbook.yaml", "title: Sổ tay thử\ntheme: rieng\n"),
        ("themes/rieng/theme.yaml", "extends: sen\n"),
        ("themes/rieng/strings/vi.yaml", "interface: {home: Trang đầu}\n"),
        ("themes/rieng/static/them.css", "p {}\n"),
        (TEMPLATE, "{% extends \"base.html\" %}\n{% block main %}<p>của riêng</p>{% endblock %}\n"),
    ]);
    let site = book.site();
    assert!(text(&site, "trang.html").contains("<p>của riêng</p>"));
    assert!(text(&site, "trang.html").contains("Trang đầu"));
    assert!(text(&site, "index.html").contains("Lời mở đầu."));
    assert!(site.contains_key("static/them.css") && site.contains_key("static/sen.css"));
}

/// `tests/books/theme-of-a-unit`: a unit's colours, emblem, address and words over `sen`, in English.
#[test]
fn a_unit_changes_colours_emblem_foot_and_words_in_a_few_lines() {
    let book = Book::copy("theme-of-a-unit");
    book.build();
    let site = book.site();
    let cover = text(&site, "index.html");
    for part in ["static/cong-doan.css", "M16 2a14 14 0", "Room 12, 1 Sample Street", "Begin reading", "<html lang=\"en\"", ">Contents<"] {
        assert!(cover.contains(part), "{part} is not on the cover");
    }
    assert!(cover.find("static/sen.css") < cover.find("static/cong-doan.css"), "the unit's colours come after those of sen");
    assert!(text(&site, "page.html").contains("static/figures.css"), "what the unit does not change is of sen");
    assert!(text(&site, "static/cong-doan.css").starts_with(":root{--paper:#fff;--shade:"), "a unit's style is shipped lean too");
}

#[test]
fn what_no_longer_exists_goes() {
    let book = rich();
    book.build();
    book.remove("content/01-trang.md");
    book.write("content/01-phan/index.md", "# Phần một\n\nLời.\n");
    book.build();
    let site = book.site();
    for address in ["trang.html", "tep/hinh/so-do.svg"] {
        assert!(!site.contains_key(address), "{address} stayed");
    }
    let fresh = rich();
    fresh.remove("content/01-trang.md");
    fresh.write("content/01-phan/index.md", "# Phần một\n\nLời.\n");
    fresh.build();
    assert_eq!(site, fresh.site());
}

#[test]
fn what_a_killed_build_left_beside_the_site_is_cleared() {
    let book = built(&[]);
    for litter in [".public.new/x.html", ".public.old/y.html", ".public.lock"] {
        book.write(litter, "dở dang");
    }
    book.build();
    assert_eq!(book.listing(), ["content", "public"]);
}

#[test]
fn a_site_that_a_killed_build_moved_aside_comes_back() {
    let book = built(&[]);
    fs::rename(book.path("public"), book.path(".public.old")).unwrap();
    book.build();
    assert_eq!(book.listing(), ["content", "public"]);
    assert!(book.site().contains_key("index.html"));
}

#[test]
fn an_empty_folder_is_written_to() {
    let book = Book::small(&[]);
    fs::create_dir(book.path("public")).unwrap();
    book.build();
    assert!(book.site().contains_key("index.html"));
}

#[test]
fn building_again_changes_nothing() {
    let book = rich();
    book.build();
    let first = book.site();
    book.build();
    assert_eq!(book.site(), first);
}

#[test]
fn no_file_of_a_site_names_the_folder_it_was_made_in() {
    let book = rich();
    book.build();
    let folder = book.root().to_str().unwrap().to_owned();
    for (address, bytes) in book.site() {
        assert!(!String::from_utf8_lossy(&bytes).contains(&folder), "{address}");
    }
}

#[test]
fn drafts_are_left_out_of_the_site_and_checked_all_the_same() {
    let book = Book::small(&[
        ("content/02-nhap.md", "---\ntitle: Bản nháp\ndraft: true\n---\n\nChưa xong.\n"),
        ("content/03-phan/index.md", "---\ntitle: Phần nháp\ndraft: true\n---\n\nChưa xong.\n"),
        ("content/03-phan/01-trang.md", "# Trang của phần nháp\n\nChưa xong.\n"),
    ]);
    book.build();
    let site = book.site();
    assert!(site.contains_key("trang.html"));
    for address in ["nhap.html", "phan/index.html", "phan/trang.html"] {
        assert!(!site.contains_key(address), "{address} was published");
    }
    assert!(site.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("nháp")), "a page names a draft");

    book.write("content/02-nhap.md", "---\ntitle: Bản nháp\ndraft: true\n---\n\n[hỏng](khong-co.md)\n");
    assert_eq!(book.found(), ["content/02-nhap.md:6:1 link-broken"]);
}

#[test]
fn what_check_finds_clean_can_be_built() {
    // A page that is published links to one that is not: the build refuses it, so the check must.
    let book = Book::copy("a-link-to-a-draft");
    assert_eq!(book.run(&["build"]).status, 1);
    assert_eq!(book.run(&["check"]).status, 1);
}

#[test]
fn a_base_address_gives_a_site_map_and_sharing_cards() {
    let book = rich();
    book.build();
    let site = book.site();
    let map = text(&site, "sitemap.xml");
    let expected =
        ["<loc>https://vidu.vn/so-tay/index.html</loc>", "<loc>https://vidu.vn/so-tay/phan/trang.html</loc><lastmod>2026-11-20</lastmod>"];
    for entry in expected {
        assert!(map.contains(entry), "{map}");
    }
    assert!(!map.contains("404") && !map.contains("ban-in"), "{map}");
    let page = text(&site, "phan/trang.html");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://vidu.vn/so-tay/phan/trang.html\">"), "{page}");
    assert!(page.contains("property=\"og:title\" content=\"Trang trong phần\""), "{page}");
}

#[test]
fn without_a_base_address_a_site_names_no_other_machine() {
    let book = built(&[]);
    let site = book.site();
    assert!(!site.contains_key("sitemap.xml"));
    for (address, bytes) in site.iter().filter(|(address, _)| address.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        // The name of a vocabulary is no address that anything is loaded from.
        let page = page.replace("http://www.w3.org/2000/svg", "");
        assert!(!page.contains("http://") && !page.contains("https://"), "{address}");
    }
}

#[test]
fn the_output_cannot_lie_in_what_it_is_made_of() {
    let book = Book::small(&[("seeds/nq-1.md", "Điều 1.\n")]);
    let before = files_below(book.root());
    for out in [".", "..", "content", "content/public", "seeds/../content/x", "themes/x", "khong-co/../content/x"] {
        for (language, word) in [("vi", "chính sổ tay"), ("en", "handbook")] {
            let run = book.run(&["build", "--out", out, "--lang", language]);
            assert_eq!(run.status, 2, "{out}");
            assert!(run.stderr.contains(word) && run.stderr.contains("--out"), "{out}: {}", run.stderr);
        }
        assert_eq!(files_below(book.root()), before, "{out}");
    }
}

#[test]
fn the_output_can_stand_anywhere_else() {
    let book = Book::small(&[]);
    for out in ["dist", "sau/hon/nua", "Thư mục có dấu"] {
        assert_eq!(book.run(&["build", "--out", out]).status, 0, "{out}");
        assert!(book.path(out).join("index.html").is_file(), "{out}");
    }
    assert!(!book.path("public").exists());
    let elsewhere = Book::empty();
    let root = book.root().to_str().unwrap();
    assert_eq!(elsewhere.run(&["build", "--root", root, "--out", "site"]).status, 0);
    assert!(elsewhere.path("site/index.html").is_file());
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let book = Book::small(&[("tep", "không phải thư mục")]);
    for (language, word) in [("vi", "không ghi được"), ("en", "cannot write")] {
        let run = book.run(&["build", "--out", "tep/public", "--lang", language]);
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains(word) && run.stderr.contains("tep"), "{}", run.stderr);
    }
}

#[test]
fn every_link_between_the_files_of_a_site_leads_somewhere() {
    let book = rich();
    book.build();
    let site = book.site();
    let mut followed = 0;
    for (address, bytes) in site.iter().filter(|(address, _)| address.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        for reference in references(&page) {
            let (file, id) = reference.split_once('#').unwrap_or((&reference, ""));
            let target = if file.is_empty() { address.clone() } else { resolved(address, file) };
            let found = site.get(&target).unwrap_or_else(|| panic!("{address} leads to {target}, which is not there"));
            let marked = id.is_empty() || String::from_utf8_lossy(found).contains(&format!("id=\"{id}\""));
            assert!(marked, "{address} leads to {reference}, and there is no such id");
            followed += 1;
        }
    }
    assert!(followed > 50, "only {followed} links were found");
}

/// The relative references of a page.
fn references(page: &str) -> Vec<String> {
    let pieces = ["href=\"", "src=\""].iter().flat_map(|attribute| page.split(attribute).skip(1));
    let written = pieces.map(|rest| rest.split('"').next().unwrap_or_default().to_owned());
    written.filter(|reference| !reference.contains(':')).collect()
}

fn resolved(from: &str, reference: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in reference.split('/') {
        match part {
            ".." => {
                parts.pop().unwrap_or_else(|| panic!("{reference} of {from} leaves the site"));
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn a_build_with_nothing_changed_leaves_the_site_as_it_stands() {
    let book = built(&[]);
    let made = |book: &Book| fs::metadata(book.path("public/index.html")).unwrap().modified().unwrap();
    let first = made(&book);
    let run = book.run(&["build"]);
    assert_eq!((run.status, made(&book)), (0, first), "{}", run.stderr);
    assert!(run.stdout.contains("2 trang"), "what stands there is said all the same: {}", run.stdout);
    book.write("content/01-trang.md", "# Trang\n\nLời khác.\n");
    book.build();
    assert_ne!(made(&book), first, "another input is another site");
}

#[test]
fn a_site_that_somebody_altered_is_made_again() {
    let book = built(&[]);
    let sound = book.site();
    book.write("public/index.html", "<p>Ai đó đã sửa.");
    book.build();
    assert_eq!(book.site(), sound, "an altered file");
    book.remove("public/trang.html");
    book.build();
    assert_eq!(book.site(), sound, "a missing file");
    let manifest = book.text("public/.sotay-manifest");
    let origin = manifest.lines().nth(1).unwrap();
    book.write("public/.sotay-manifest", &manifest.replace(origin, "0 0 0"));
    book.build();
    assert_eq!(book.site(), sound, "a manifest that says something else");
}

#[test]
fn a_warning_is_said_by_every_build() {
    let book = built(&[("content/02-trang.md", "# Trang\n\na) một\n\nc) ba\n")]);
    let said = book.run(&["build"]).stderr;
    assert!(said.contains("point-skipped"), "{said}");
    assert_eq!(book.run(&["build"]).stderr, said);
}
