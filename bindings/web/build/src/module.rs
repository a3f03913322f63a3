//! The module, ready for a browser: what calls it from script, and itself packed.

use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use wasm_bindgen_cli_support::Bindgen;

/// A module and its script.
pub struct Module {
    /// WebAssembly.
    pub wasm: Vec<u8>,
    /// The same, packed by gzip.
    pub packed: Vec<u8>,
    /// Defines `wasm_bindgen`, by which the module is started.
    pub script: String,
}

/// Makes a module ready.
pub fn ready(file: &Path) -> Result<Module, String> {
    let said = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
    let mut bindgen = Bindgen::new();
    bindgen.input_path(file).typescript(false).remove_name_section(true).remove_producers_section(true);
    bindgen.no_modules(true).map_err(|error| said(&error))?;
    let mut output = bindgen.generate_output().map_err(|error| said(&format!("{error:#}")))?;
    let wasm = output.wasm_mut().emit_wasm();
    let packed = packed(&wasm).map_err(|error| said(&error))?;
    Ok(Module { wasm, packed, script: output.js().to_owned() })
}

/// No name and no time in the head: the same module is the same bytes.
fn packed(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}
