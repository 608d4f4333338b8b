//! What a user of sotay would notice, held by running the real program on tiny real handbooks (`tests/books`), on
//! pages written with their expected HTML (`tests/written`), and on this repository's own handbook.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`check`] | every mistake is found, once, at its place, in words of both languages |
//! | [`build`] | the site is written whole or not at all |
//! | [`same`] | the same handbook gives the same bytes on any machine, day and locale |
//! | [`pages`] | what Markdown becomes, and the data that templates receive |
//! | [`quizzes`] | what a quiz becomes, and that it can be read without JavaScript |
//! | [`questions`] | the question bank is read back from every format; exam papers |
//! | [`quotations`] | what stands in quotation is what the document says |
//! | [`usage`] | the command line: help, wrong words, quiet |
//! | [`preview`] | a save is on screen; nothing hostile is answered |
//! | [`import`] | an official document becomes pages of quotations that hold |
//! | [`init`] | a new handbook builds at once |
//! | [`content`] | this repository's handbook is whole and faithful |
//! | [`exports`] | each target is the whole handbook, the same every time, and replaces nothing of the user's |
//! | [`faults`] | killed, out of disk, without permission, twice at once: what stood is whole |
//! | [`licences`] | what is linked in, from where, under which licence |
//! | [`memory`] | a rebuild is the build from nothing, and works out only what an edit touches |
//! | [`fuzz`] | texts broken at random: no panic, no hang |
//! | [`hostile`] | a handbook made to do harm ends soon, in little memory, with a sentence |
//! | [`house`] | the rules of the code itself |

#![allow(missing_docs, clippy::unwrap_used)]
// Tests that count tell their counts (`--nocapture`).
#![allow(clippy::print_stdout)]

mod build;
mod check;
mod content;
mod exports;
mod faults;
mod fuzz;
mod hostile;
mod house;
mod import;
mod init;
mod licences;
mod memory;
mod pages;
mod preview;
mod questions;
mod quizzes;
mod quotations;
mod results;
mod same;
mod support;
mod usage;
