//! A page for the unit that hands out the handbook: how learners' results come back and become one table. Nothing on it
//! is written by hand for a handbook; it needs no script and prints on one sheet.

use crate::render::html::Html;
use crate::render::strings::Strings;
use crate::settings::Settings;
use crate::text::escape::NOTHING_RUNS;

const STYLE: &str = "\
@page { size: A4; margin: 2cm; }
body { font: 13pt/1.5 \"Times New Roman\", \"Liberation Serif\", Tinos, serif; color: #000; background: #fff; max-width: 17cm; margin: 1cm auto; padding: 0 0.5cm; }
h1 { font-size: 18pt; line-height: 1.3; }
h2 { font-size: 14pt; margin: 16pt 0 4pt; break-after: avoid; }
code { font: 0.9em monospace; overflow-wrap: anywhere; }
pre { border: 1px solid; padding: 6pt 9pt; white-space: pre-wrap; }
li { margin: 3pt 0; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
";

/// The page for the unit.
pub fn write(settings: &Settings, strings: &Strings) -> String {
    let word = |key| strings.get("results_form", key);
    let filled = |key| word(key).replace("{title}", &settings.title).replace("{edition}", &settings.edition);
    let mut html = Html::new();
    html.raw("<!DOCTYPE html>\n")
        .open("html", &[("lang", settings.language.tag())])
        .raw("\n<head><meta charset=\"utf-8\">")
        .raw(NOTHING_RUNS);
    html.raw("<meta name=\"viewport\" content=\"width=device-width\">").element("title", &[], &filled("title"));
    html.raw("\n<style>\n").raw(STYLE).raw("</style></head>\n<body>\n").element("h1", &[], &filled("title")).raw("\n");
    if !settings.publisher.is_empty() {
        html.element("p", &[], &settings.publisher).raw("\n");
    }
    push_list(&mut html, word("learner"), "ol", &["learner_1", "learner_2", "learner_3"].map(filled));
    push_list(&mut html, word("unit"), "ol", &["unit_1", "unit_2"].map(filled));
    let (folder, table) = (word("folder"), word("table"));
    html.element("pre", &[], &format!("sotay results {folder} --html {table}.html --csv {table}.csv")).raw("\n");
    html.element("p", &[], &filled("unit_3")).raw("\n");
    push_list(&mut html, word("trust"), "ul", &["trust_1", "trust_2"].map(filled));
    html.raw("</body>\n</html>\n");
    html.finish()
}

fn push_list(html: &mut Html, heading: &str, list: &str, items: &[String]) {
    html.element("h2", &[], heading).raw("\n").open(list, &[]);
    for item in items {
        html.element("li", &[], item).raw("\n");
    }
    html.close(list).raw("\n");
}
