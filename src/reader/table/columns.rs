//! Which columns are wanted, under which names, and the document that their values make.

use super::TableOptions;
use super::decode::RowEncoding;
use crate::document::{Document, Field, Metadata};
use crate::error::RowProblem;

const TEXT: &[&str] = &["text", "body", "content", "article", "maintext", "main_text", "full_text", "fulltext", "article_text", "article_body"];
const TITLE: &[&str] = &["title", "headline", "heading"];
const ID: &[&str] = &["id", "doc_id", "document_id", "article_id", "docid", "uuid", "guid", "document", "url"];
const OUTLET: &[&str] = &["outlet", "source", "publisher", "newspaper", "publication", "source_name", "source_domain", "site"];
const DATE: &[&str] =
    &["date", "published", "publish_date", "date_publish", "published_at", "publication_date", "pub_date", "pubdate", "publishedat"];
const URL: &[&str] = &["url", "link", "uri", "source_url"];
const LANGUAGE: &[&str] = &["language", "lang"];

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Text,
    Title,
    Id,
    Outlet,
    Date,
    Url,
    Language,
    Kept,
}

/// A column that is wanted.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    purpose: Purpose,
    /// The names it may have, the preferred one first.
    names: Vec<String>,
    /// The names were given; else they are the usual ones.
    given: bool,
    /// It must be there; else it is taken if it is there.
    pub(super) asked: bool,
}

impl Wanted {
    fn new(purpose: Purpose, asked: &[String], usual: &[&str]) -> Self {
        let names = if asked.is_empty() { usual.iter().map(|&name| name.to_owned()).collect() } else { asked.to_vec() };
        Self { purpose, names, given: !asked.is_empty(), asked: !asked.is_empty() }
    }

    /// A table without it is of no use.
    pub(super) fn is_text(&self) -> bool {
        self.purpose == Purpose::Text
    }

    /// The first of its names that a table has: exactly as given, the usual ones also in capitals.
    pub(super) fn find<'c>(&self, columns: impl Iterator<Item = &'c str> + Clone) -> Option<(usize, &'c str)> {
        let same = |name: &str, column: &str| if self.given { name == column } else { name.eq_ignore_ascii_case(column) };
        self.names.iter().find_map(|name| columns.clone().enumerate().find(|(_, column)| same(name, column)))
    }

    /// The problem where it must be there and is not.
    pub(super) fn missing<'c>(&self, columns: impl Iterator<Item = &'c str>) -> Option<RowProblem> {
        let columns = columns.map(str::to_owned).collect();
        match (self.asked, self.is_text()) {
            (true, _) => Some(RowProblem::NoColumn { names: self.names.clone(), columns }),
            (false, true) => Some(RowProblem::NoTextColumn { columns }),
            (false, false) => None,
        }
    }
}

/// All that is wanted; the text first.
#[derive(Debug, Clone)]
pub(super) struct Columns(pub(super) Vec<Wanted>);

impl Columns {
    pub(super) fn new(options: &TableOptions) -> Self {
        let mut wanted = vec![
            Wanted::new(Purpose::Text, &options.text, TEXT),
            Wanted::new(Purpose::Title, &options.title, TITLE),
            Wanted::new(Purpose::Id, &options.id, ID),
        ];
        for (purpose, own, usual) in [
            (Purpose::Outlet, "outlet", OUTLET),
            (Purpose::Date, "date", DATE),
            (Purpose::Url, "url", URL),
            (Purpose::Language, "language", LANGUAGE),
        ] {
            // Asked for as "outlet" it may be called otherwise in the table, but must be there.
            let asked = options.keep.iter().any(|name| name == own);
            wanted.push(Wanted { asked, ..Wanted::new(purpose, &[], usual) });
        }
        let own = |name: &str| matches!(name, "outlet" | "date" | "url" | "language");
        for name in options.keep.iter().filter(|name| !own(name)) {
            if !wanted.iter().any(|other| other.purpose == Purpose::Kept && other.names[0] == *name) {
                wanted.push(Wanted::new(Purpose::Kept, std::slice::from_ref(name), &[]));
            }
        }
        Self(wanted)
    }

    /// A document of the values in the order of what is wanted. Empty ones count as not there.
    pub(super) fn document(&self, values: Vec<Option<String>>, encoding: RowEncoding, place: impl FnOnce() -> String) -> Document {
        let mut document = Document { meta: Metadata { encoding: Some(encoding.name().to_owned()), ..Metadata::default() }, ..Document::default() };
        document.warnings.extend(encoding.warning());
        for (wanted, value) in self.0.iter().zip(values) {
            let Some(value) = value.filter(|value| !value.trim().is_empty()) else { continue };
            let trimmed = || value.trim().to_owned();
            match wanted.purpose {
                Purpose::Text => document.text = Field::plain(value),
                Purpose::Title => document.title = Some(Field::plain(value)),
                Purpose::Id => document.id = trimmed(),
                Purpose::Outlet => document.meta.outlet = Some(trimmed()),
                Purpose::Date => document.meta.date = Some(trimmed()),
                Purpose::Url => document.meta.url = Some(trimmed()),
                Purpose::Language => document.meta.language = Some(trimmed()),
                Purpose::Kept => {
                    document.meta.columns.insert(wanted.names[0].clone(), trimmed());
                }
            }
        }
        if document.id.is_empty() {
            document.id = place();
        }
        document
    }
}
