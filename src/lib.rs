//! sotay turns a folder of Markdown and YAML into a learning handbook: a static site with a quiz for every section,
//! faithful word for word to the official documents it teaches. This is the map of the house.
//!
//! ```text
//! folder ─read→ Snapshot ─parse→ Parsed ─check→ Checked ─assemble→ Book ─render→ OutputTree ─write→ folder
//!         edge           per file        per page         whole book     per page             edge
//!               └────────────── Diagnostics from every stage ──────────────────┴─show→ terminal, JSON
//! ```
//!
//! Three sentences settle most arguments. *Stages never refuse*: they give a value and what is wrong with it
//! ([`diagnostics::Outcome`]); only writing may decline. *If it is not in the arguments, it cannot matter*: no clock,
//! environment or listing of folders inside the stages. *Understand once, spell late*: links and citations become
//! types early ([`book::Destination`]) and are written in a target's spelling at the end ([`render::style::Style`]).
//!
//! | module | what it knows | lower layers it may use |
//! | --- | --- | --- |
//! | [`text`] | places, spans, fingerprints, escaping, addresses, looking through bytes, the Vietnamese language | – |
//! | [`cores`] | how work is shared among them | – |
//! | [`memory`] | answers filed under the fingerprint of all they were made from | text, cores |
//! | [`messages`] | the program's words in two languages | – |
//! | [`diagnostics`] | mistakes as values, their catalogue, how they are shown | text, messages |
//! | [`input`] | a handbook's files at one moment; `disk` reads them | diagnostics |
//! | [`settings`], [`parse`] | what each file says on its own | input |
//! | [`check`] | whether it holds: quotations, errata, coverage, quizzes | parse |
//! | [`book`] | the finished handbook: order, numbers, addresses, links | check |
//! | [`output`] | a tree of files that is not yet anywhere; `disk` writes it | diagnostics |
//! | [`render`] | pages, quizzes, charts as HTML; themes and their data | book |
//! | [`search`] | the words of all pages, packed and cut so that a script finds them from a file | book, output |
//! | [`target`] | what the book becomes: the site | render, search |
//! | [`import`] | official documents as they come, to pages of quotations | parse, check |
//! | [`questions`] | the question bank in other systems' formats, exam papers | target |
//! | [`results`] | readers' result slips, laid together as tables and a report | messages |
//! | [`engine`] | the order of the stages, and nothing else | all above |
//! | [`preview`] | what a writer is shown while writing: versions, news, the server | engine |
//! | [`commands`], [`cli`] | the edges: a command each, and their table | all |
//!
//! Lower never imports higher; each foreign crate has one home; files, streams and the environment are touched only
//! in `*/disk`, `preview/{watch,http}.rs`, `commands/`, `cli.rs` and `main.rs`. `tests/suite/house.rs` reads the code and holds all three.
//!
//! Where this differs from the first plan, it is because it is better: pages in the output tree are recipes
//! ([`output::Content::Recipe`]) that are followed when they are written and poured out piece by piece, so that memory
//! does not grow with the book ([`render::late`] keeps the paper edition, which is the whole book, out of templates);
//! quotations are found at parse time with their words, so that checking never walks the tree; and pages made from
//! data ([`parse::bodies`]) are ordinary pages to every later stage. Each stage keeps its own file of answers
//! (`Remembered`), keyed by what it was given; [`engine::rebuild`] passes them on, [`engine::build`] begins with none.

pub mod book;
pub mod check;
pub mod cli;
pub mod commands;
pub mod cores;
pub mod diagnostics;
pub mod engine;
pub mod import;
pub mod input;
pub mod memory;
pub mod messages;
pub mod output;
pub mod parse;
pub mod preview;
pub mod questions;
pub mod render;
pub mod results;
pub mod search;
pub mod settings;
pub mod target;
pub mod text;
