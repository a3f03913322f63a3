//! The file: a zip of two files, the same bytes for the same content.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::{CompressionMethod, ZipArchiveWriter};
use serde_json::{Value, json};

use super::super::line;
use super::{Content, Library};
use crate::exercise::Exercise;

/// Most letters of a title.
const TITLE: usize = 255;

/// The package of a content, which names the libraries it needs and holds none.
pub(super) fn package(exercise: &Exercise, main: &Content, libraries: &[Library]) -> io::Result<Vec<u8>> {
    let described = serde_json::to_vec(&described(exercise, main, libraries))?;
    let content = serde_json::to_vec(&main.params)?;
    // No time is given, and with that no extra field: the same content is the same bytes on any day.
    let mut zip = ZipArchiveWriter::new(Vec::new());
    for (name, bytes) in [("h5p.json", described), ("content/content.json", content)] {
        let (mut entry, config) = zip.new_file(name).compression_method(CompressionMethod::DEFLATE).start().map_err(io::Error::other)?;
        let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::default()));
        writer.write_all(&bytes)?;
        let (encoder, output) = writer.finish().map_err(io::Error::other)?;
        encoder.finish()?;
        entry.finish(output).map_err(io::Error::other)?;
    }
    zip.finish().map_err(io::Error::other)
}

fn described(exercise: &Exercise, main: &Content, libraries: &[Library]) -> Value {
    let library = |library: &Library| json!({ "machineName": library.name, "majorVersion": 1, "minorVersion": library.minor });
    let title = if exercise.title.trim().is_empty() { main.library.title } else { &exercise.title };
    let mut described = json!({
        "title": line(title, TITLE),
        "language": exercise.language,
        "defaultLanguage": exercise.language,
        "mainLibrary": main.library.name,
        "embedTypes": ["iframe"],
        "license": "U",
        "preloadedDependencies": libraries.iter().map(library).collect::<Vec<_>>(),
    });
    let mut addresses = exercise.passages.iter().filter_map(|passage| passage.url.as_deref());
    if let (Some(address), None) = (addresses.next().filter(|address| address.starts_with("http")), addresses.next()) {
        described["source"] = address.into();
    }
    described
}
