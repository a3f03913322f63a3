//! Makes `target/web/connote.html`: one file with WebAssembly, script and style in it, which opens from a folder and asks nothing of any network.
//!
//!     cargo run --package connote-web-build [-- OUTPUT]
//!
//! `toolchain` finds a compiler for `wasm32-unknown-unknown` and builds the module, `module` makes it ready for a browser, `script` and `page` put
//! the file together.

mod module;
mod page;
mod script;
mod toolchain;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Largest page, in bytes: it is mailed, carried on sticks, loaded by thirty tablets at once.
const LIMIT: usize = 3_000_000;

fn main() -> ExitCode {
    match build() {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").canonicalize().map_err(|error| format!("the project's folder: {error}"))?;
    let built = toolchain::build(&root)?;
    let module = module::ready(&built)?;
    let page = page::page(&root, &module)?;
    let output = std::env::args_os().nth(1).map_or_else(|| root.join("target/web/connote.html"), PathBuf::from);
    let write = || -> std::io::Result<()> {
        if let Some(folder) = output.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&output, &page)
    };
    write().map_err(|error| format!("{}: cannot be written ({error})", output.display()))?;
    if page.len() > LIMIT {
        return Err(format!("{}: {} bytes; expected at most {LIMIT}; see what grew", output.display(), page.len()));
    }
    Ok(format!("{}: {} bytes, the module in it {} bytes, packed {}", output.display(), page.len(), module.wasm.len(), module.packed.len()))
}

/// Reads a file of the project.
fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: cannot be read ({error})", path.display()))
}
