//! Official Vietnamese documents as they come from an office, a scanner or a web page, made ready for a handbook:
//! their lines ([`lines`]), what they say of themselves ([`metadata`]), their divisions ([`outline`]), doubts about
//! single words ([`proposals`]), and pages of verified quotations ([`pages`]). Plain functions from value to value;
//! reading and writing files is the command's.

pub mod docx;
pub mod layout;
pub mod lines;
pub mod marks;
pub mod metadata;
mod misread;
pub mod noise;
pub mod outline;
pub mod pages;
pub mod proposals;
mod quote;
pub mod reference;

use lines::Lines;
use metadata::Metadata;
use outline::Node;
use proposals::{Neighbour, Proposal};

/// Something that a person should look at, by line.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// First and last line.
    pub lines: (usize, usize),
    /// What it is.
    pub kind: RemarkKind,
}

/// What a person should look at.
#[derive(Clone, Debug, PartialEq)]
pub enum RemarkKind {
    /// A number or letter that does not follow the one before.
    Order {
        /// What stands there.
        found: String,
        /// What should.
        expected: String,
    },
    /// A line set as a head without any number or known form.
    HeadWithoutNumber,
    /// A row with more or fewer cells than the heads of its columns.
    RowShape {
        /// How many it has.
        found: usize,
        /// How many it should.
        expected: usize,
    },
    /// A fact that the document does not state; the name of the field.
    Missing(&'static str),
}

/// A document, understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Its lines.
    pub lines: Lines,
    /// Its facts.
    pub metadata: Metadata,
    /// Its divisions.
    pub nodes: Vec<Node>,
    /// Doubts about single words.
    pub proposals: Vec<Proposal>,
    /// What was not understood.
    pub remarks: Vec<Remark>,
}

/// Understands a document; `neighbours` are the other documents of the handbook.
pub fn understand(text: &str, neighbours: &[Neighbour<'_>]) -> Document {
    let lines = lines::read(text);
    let metadata = metadata::read(&lines.lines);
    let (nodes, mut remarks) = outline::outline(&lines);
    let proposals = proposals::proposals(text, &lines, &nodes, &metadata, neighbours);
    let facts = [("number", metadata.number.is_empty()), ("issuer", metadata.issuer.is_empty()), ("date", metadata.date.is_none())];
    remarks.extend(
        facts.into_iter().filter(|(_, missing)| *missing).map(|(name, _)| Remark { lines: (1, 1), kind: RemarkKind::Missing(name) }),
    );
    remarks.sort_by_key(|remark| remark.lines);
    Document { lines, metadata, nodes, proposals, remarks }
}
