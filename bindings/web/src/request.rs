//! What can be asked.

use connote::lexicon::{Loaded, Selection};
use connote::profile::bundled;
use serde::{Deserialize, Deserializer};

/// A request with the bytes of its files.
#[derive(Debug)]
pub(crate) struct Request<'b> {
    pub(crate) name: String,
    pub(crate) options: RequestOptions,
    pub(crate) files: Vec<File<'b>>,
}

/// A file: its name, which is the id of its document, and what is in it.
#[derive(Debug, Clone)]
pub(crate) struct File<'b> {
    pub(crate) name: String,
    pub(crate) bytes: &'b [u8],
}

/// What may be said beside the name of a request. Everything has a default.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RequestOptions {
    /// `auto` (by the ending of the file's name), `text`, `markdown`, `html`, `csv`.
    pub(crate) format: Option<String>,
    /// Name of a bundled reference; `null` compares with nothing; without it the default one.
    #[serde(deserialize_with = "given")]
    pub(crate) reference: Option<Option<String>>,
    pub(crate) only: Vec<String>,
    pub(crate) enable: Vec<String>,
    pub(crate) disable: Vec<String>,
    /// A person's own lexicons: name of the file and its TOML.
    pub(crate) lexicons: Vec<OwnLexicon>,
    /// Exercises: whether slurs are written out.
    pub(crate) show_slurs: bool,
    /// A new lexicon: its id.
    pub(crate) id: String,
}

/// A person's own lexicon.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
pub(crate) struct OwnLexicon {
    pub(crate) name: String,
    pub(crate) text: String,
}

impl OwnLexicon {
    /// Reads it; gives also its name.
    pub(crate) fn load(&self) -> Result<(String, Loaded), String> {
        let loaded = Loaded::from_toml(&self.name, &self.text).map_err(|error| error.to_string())?;
        Ok((self.name.clone(), loaded))
    }
}

/// As it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    #[serde(default)]
    options: RequestOptions,
    #[serde(default)]
    files: Vec<Head>,
}

/// A file's name, and how many bytes of those that come with the request are its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    name: String,
    length: usize,
}

impl<'b> Request<'b> {
    /// Takes a request apart.
    pub(crate) fn new(request: &str, bytes: &'b [u8]) -> Result<Self, String> {
        let Written { name, options, files } = serde_json::from_str(request).map_err(|error| format!("a request that is none: {error}"))?;
        let mut rest = bytes;
        let mut taken = Vec::new();
        for Head { name, length } in files {
            let Some((bytes, after)) = rest.split_at_checked(length) else {
                return Err(format!("{name}: {} bytes came; expected {length}", rest.len()));
            };
            rest = after;
            taken.push(File { name, bytes });
        }
        Ok(Self { name, options, files: taken })
    }

    /// Its only file.
    pub(crate) fn only_file(&self) -> Result<&File<'b>, String> {
        match &self.files[..] {
            [file] => Ok(file),
            files => Err(format!("{} texts; expected one", files.len())),
        }
    }
}

impl RequestOptions {
    /// Which entries are looked for.
    pub(crate) fn selection(&self) -> Selection {
        Selection { only: self.only.clone(), enable: self.enable.clone(), disable: self.disable.clone() }
    }

    /// Name of the reference to compare with, if any.
    pub(crate) fn reference(&self) -> Option<&str> {
        self.reference.as_ref().map_or(Some(bundled::DEFAULT), Option::as_deref)
    }
}

/// Tells `null` from what is not there.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
