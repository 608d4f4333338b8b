//! The slips as a report for the unit: one HTML file that needs nothing else and may be printed. A chart by part, a
//! table by person, the questions missed most often, and the files that did not count. Everything from a slip is
//! escaped. The words are the program's messages.

use std::collections::BTreeMap;

use super::{Collection, Missed};
use crate::messages::Messages;
use crate::text::escape::{NOTHING_RUNS, html};

/// How many of the questions missed most often are listed.
const MISSED: usize = 20;

const STYLE: &str = "
:root { color-scheme: light dark; --line: #c9c2b6; --bar: #9c1d45; --soft: #5c5248; }
@media (prefers-color-scheme: dark) { :root { --line: #4a423a; --bar: #f4a3b8; --soft: #b8ac9d; } }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.6 \"Segoe UI\", Roboto, \"Noto Sans\", \"DejaVu Sans\", sans-serif; }
h1, h2 { line-height: 1.35; } h2 { margin-top: 2.5rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
svg { display: block; width: 100%; height: auto; } svg text { font-size: 14px; fill: currentColor; }
.rail { fill: none; stroke: var(--line); } .bar { fill: var(--bar); } .soft { color: var(--soft); }
@page { size: A4; margin: 15mm; } @media print { body { margin: 0; max-width: none; font-size: 10pt; } tr, svg { break-inside: avoid; } }
";

/// The report. `texts` says what each question of the handbook asks now.
pub fn as_html(collection: &Collection, texts: &BTreeMap<String, String>, messages: &Messages) -> String {
    let title = format!("{} – {}", messages.plain("results-title"), collection.title);
    let people = [("people", collection.rows.len().to_string()), ("mean", collection.mean().unwrap_or_default().to_string())];
    let sections = [
        chart(&collection.parts(), messages),
        people_table(collection, messages),
        missed_list(&collection.missed(texts), messages),
        refused_list(collection, messages),
    ];
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n\
         {NOTHING_RUNS}\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<h1>{}</h1>\n<p>{}</p>\n<p class=\"soft\">{}</p>\n{}</body>\n</html>\n",
        messages.plain("results-language"),
        html(&title),
        html(&title),
        html(&messages.get("results-summary", &people)),
        html(&messages.plain("results-honest")),
        sections.concat(),
    )
}

/// The mean score of each part as bars; each bar has its number beside it, so that nothing hangs on length or colour.
fn chart(parts: &[(String, usize)], messages: &Messages) -> String {
    const ROW: usize = 46;
    if parts.is_empty() {
        return String::new();
    }
    let heading = html(&messages.plain("results-by-part"));
    let rows: String = parts
        .iter()
        .enumerate()
        .map(|(at, (part, percent))| {
            let y = at * ROW;
            format!(
                "<text x=\"0\" y=\"{}\">{}</text><rect class=\"rail\" x=\".5\" y=\"{}\" width=\"600\" height=\"14\"/>\
                 <rect class=\"bar\" x=\".5\" y=\"{}\" width=\"{}\" height=\"14\"/><text x=\"612\" y=\"{}\">{percent}%</text>\n",
                y + 15,
                html(part),
                y + 22,
                y + 22,
                percent * 6,
                y + 34
            )
        })
        .collect();
    let said: Vec<String> = parts.iter().map(|(part, percent)| format!("{part}: {percent}%")).collect();
    format!(
        "<h2>{heading}</h2>\n<svg viewBox=\"0 0 660 {}\" role=\"img\" aria-label=\"{}\">\n{rows}</svg>\n",
        parts.len() * ROW,
        html(&said.join("; "))
    )
}

fn people_table(collection: &Collection, messages: &Messages) -> String {
    let keys = ["results-name", "results-unit", "results-score", "results-passed", "results-read", "results-final", "results-made"];
    let heads = keys.iter().enumerate().map(|(at, key)| cell("th scope=\"col\"", at, &messages.plain(key)));
    let rows = collection.rows.iter().map(|row| {
        let mut cells = super::table::cells(&row.slip);
        if row.is_other_edition {
            cells[6] = format!("{} ({})", cells[6], row.slip.handbook.name().edition);
        }
        format!("<tr>{}</tr>\n", cells.iter().enumerate().map(|(at, text)| cell("td", at, text)).collect::<String>())
    });
    format!(
        "<h2>{}</h2>\n<div class=\"scroll\">\n<table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table>\n</div>\n",
        html(&messages.plain("results-by-person")),
        heads.collect::<String>(),
        rows.collect::<String>()
    )
}

/// A cell; the columns after the first two hold numbers.
fn cell(tag: &str, at: usize, text: &str) -> String {
    let class = if (2..6).contains(&at) { " class=\"number\"" } else { "" };
    let name = tag.split(' ').next().unwrap_or(tag);
    format!("<{tag}{class}>{}</{name}>", html(text))
}

fn missed_list(missed: &[Missed], messages: &Messages) -> String {
    if missed.is_empty() {
        return String::new();
    }
    let item = |question: &Missed| {
        let people = messages.get("results-missed-by", &[("people", question.people.to_string())]);
        format!("<li>{} <span class=\"soft\">– {}</span></li>\n", html(&question.text), html(&people))
    };
    let items: String = missed.iter().take(MISSED).map(item).collect();
    format!("<h2>{}</h2>\n<ol>\n{items}</ol>\n", html(&messages.plain("results-missed")))
}

fn refused_list(collection: &Collection, messages: &Messages) -> String {
    if collection.refused.is_empty() {
        return String::new();
    }
    let item = |(file, unfit): &(String, super::slip::Unfit)| format!("<li>{}</li>\n", html(&unfit.sentence(file, messages)));
    let items: String = collection.refused.iter().map(item).collect();
    format!("<h2>{}</h2>\n<ul>\n{items}</ul>\n", html(&messages.plain("results-refused")))
}
