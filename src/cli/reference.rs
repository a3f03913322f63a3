//! References named on the command line: bundled profiles, profile files, or texts that are counted now.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};

use super::corpus::{Reading, each_document};
use super::exit::{Status, Stop};
use super::input::{Inputs, Source};
use super::message;
use crate::analysis::Analyzer;
use crate::error::Error;
use crate::lexicon::Loaded;
use crate::profile::{self, About, AboutLexicon, Builder, Inventory, Profile, bundled, check_language, is_profile, observe};
use crate::reader::{Format, InputFormat};

/// Largest profile file, in bytes.
const SIZE_LIMIT: u64 = 8 << 30;

/// How reference texts are counted.
pub(super) struct Counting<'a> {
    pub(super) analyzer: &'a Analyzer,
    pub(super) inventory: &'a Inventory,
    /// Words of the longest phrases counted; 0 where nobody asks for terms.
    pub(super) longest: usize,
    pub(super) reading: &'a Reading,
    pub(super) quiet: bool,
}

/// A reference and its name.
pub(super) struct Reference {
    pub(super) name: String,
    pub(super) profile: Profile,
}

/// The bundled reference of recent news, unpacked beside other work: of what comes before the first article it is a quarter.
pub(super) struct Ahead(Option<JoinHandle<Option<Profile>>>);

impl Ahead {
    /// Begins to unpack what articles are compared with.
    pub(super) fn begin() -> Self {
        let unpack = || bundled::profile(bundled::DEFAULT, profile::Reading::WithoutVocabulary);
        // Where there is no thread to be had, it is unpacked when it is asked for.
        Self(thread::Builder::new().spawn(unpack).ok())
    }
}

impl Counting<'_> {
    /// The bundled reference of recent news, where nobody named another; none, with a remark, for lexicons of another language.
    pub(super) fn default_reference(&self, ahead: Option<Ahead>) -> Vec<Reference> {
        let name = bundled::DEFAULT;
        let ahead = ahead.and_then(|Ahead(thread)| thread?.join().ok());
        let Some(profile) = ahead.unwrap_or_else(|| bundled::profile(name, self.profile_reading())) else { return Vec::new() };
        match self.checked(Path::new(name), profile) {
            Ok(profile) => vec![Reference { name: name.to_owned(), profile }],
            Err(problem) => {
                if !self.quiet {
                    message::warning(&problem);
                }
                Vec::new()
            }
        }
    }

    /// The references; what cannot be used is reported and left out.
    pub(super) fn references(&self, paths: &[PathBuf]) -> Result<(Vec<Reference>, Status), Stop> {
        let mut status = Status::Done;
        let mut references = Vec::new();
        for path in paths {
            let (profile, read) = self.reference(path)?;
            status = status.and(read);
            let name = path.display().to_string();
            match profile {
                Ok(profile) => {
                    self.remark(&name, &profile);
                    references.push(Reference { name, profile });
                }
                Err(problem) => {
                    status = Status::Failed;
                    message::error(&problem);
                }
            }
        }
        Ok((references, status))
    }

    fn profile_reading(&self) -> profile::Reading {
        if self.longest > 0 { profile::Reading::Whole } else { profile::Reading::WithoutVocabulary }
    }

    fn reference(&self, path: &Path) -> Result<(Result<Profile, String>, Status), Stop> {
        if bundled_name(path).is_some() || begins_as_profile(path) {
            let profile = read_profile(path, self.profile_reading()).and_then(|profile| self.checked(path, profile));
            return Ok((profile, Status::Done));
        }
        let (profile, status) = self.count(&[path.to_path_buf()], About::default())?;
        if profile.documents.is_empty() {
            let name = path.display();
            return Ok((Err(format!("{name}: no reference text could be read; it is left out; check the path")), status));
        }
        Ok((Ok(profile), status))
    }

    /// Counts texts.
    pub(super) fn count(&self, paths: &[PathBuf], about: About) -> Result<(Profile, Status), Stop> {
        let inputs = Inputs::collect(paths, InputFormat::Article(Format::Text));
        let status = Status::failed_if(inputs.report());
        let (profile, read) = self.count_inputs(&inputs.found, about)?;
        Ok((profile, status.and(read)))
    }

    /// Counts texts that were found.
    pub(super) fn count_inputs(&self, inputs: &[Source], about: About) -> Result<(Profile, Status), Stop> {
        let mut builder = Builder::new(self.inventory.items().to_vec(), self.longest);
        let count = |document| observe(self.analyzer, self.inventory, document, self.longest).1;
        let read = each_document(inputs, self.reading, count, &mut |observed| {
            builder.add(observed);
            Ok(())
        })?;
        read.report(self.quiet);
        Ok((builder.finish(About { version: env!("CARGO_PKG_VERSION").to_owned(), ..about }), read.status()))
    }

    /// Refuses a profile of texts in a language that the lexicons are not for.
    fn checked(&self, path: &Path, profile: Profile) -> Result<Profile, String> {
        check_language(&path.display().to_string(), &profile.about, self.analyzer).map(|()| profile)
    }

    /// What is to be minded about a reference.
    fn remark(&self, name: &str, profile: &Profile) {
        if self.quiet {
            return;
        }
        let about = &profile.about;
        if !about.note.is_empty() {
            message::warning(&format!("{name}: {}", about.note));
        }
        if about.version != env!("CARGO_PKG_VERSION") {
            message::warning(&format!(
                "{name}: counted by connote {}; another version can count otherwise; build it again to be certain",
                about.version
            ));
        }
    }
}

/// The lexicons of an analyzer, for a profile's provenance.
pub(super) fn lexicons(analyzer: &Analyzer) -> Vec<AboutLexicon> {
    let about = |loaded: &Loaded| AboutLexicon {
        id: loaded.lexicon().header.id.clone(),
        version: loaded.lexicon().header.version.clone(),
        digest: loaded.digest.clone(),
    };
    let mut lexicons: Vec<AboutLexicon> = analyzer.lexicons().iter().map(about).collect();
    lexicons.sort_unstable();
    lexicons
}

fn begins_as_profile(path: &Path) -> bool {
    // What is read of a pipe is gone.
    let mut start = Vec::new();
    let mut read = || File::open(path).and_then(|file| file.take(64).read_to_end(&mut start));
    path.is_file() && read().is_ok() && is_profile(&start)
}

/// The name of a bundled profile; a file of that name is `./NAME`.
fn bundled_name(path: &Path) -> Option<&str> {
    path.to_str().filter(|name| bundled::names().any(|known| known == *name))
}

/// Reads a profile: a bundled one by its name, or a file.
pub(super) fn read_profile(path: &Path, reading: profile::Reading) -> Result<Profile, String> {
    if let Some(profile) = bundled_name(path).and_then(|name| bundled::profile(name, reading)) {
        return Ok(profile);
    }
    let name = path.display().to_string();
    let cannot = |error| format!("{name}: cannot be read ({error}); check the path and its permissions");
    let mut file = File::open(path).map_err(cannot)?;
    let mut bytes = Vec::new();
    // Its beginning first: what is no profile may have no end.
    file.by_ref().take(64).read_to_end(&mut bytes).map_err(cannot)?;
    if is_profile(&bytes) {
        file.take(SIZE_LIMIT).read_to_end(&mut bytes).map_err(cannot)?;
    }
    if bytes.len() as u64 > SIZE_LIMIT {
        return Err(format!("{name}: more than {SIZE_LIMIT} bytes; expected a profile of at most so many; check the path"));
    }
    Profile::from_bytes(&bytes, reading).map_err(|problem| Error::Profile { file: name, problem }.to_string())
}
