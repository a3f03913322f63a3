//! A compiler for `wasm32-unknown-unknown`, and the module that it makes.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

const TARGET: &str = "wasm32-unknown-unknown";

/// Builds the module; gives its file.
pub fn build(root: &Path) -> Result<PathBuf, String> {
    let Compiler { mut cargo, rustc } = compiler()?;
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags(root, &rustc)).env_remove("RUSTFLAGS");
    cargo.current_dir(root).args(["build", "--locked", "--package", "connote-web", "--lib", "--profile", "web", "--target", TARGET]);
    cargo.args(["--message-format", "json-render-diagnostics"]).stderr(Stdio::inherit());
    let run = cargo.output().map_err(|error| format!("{}: does not start ({error})", cargo.get_program().display()))?;
    if !run.status.success() {
        return Err("the module was not built; see above".to_owned());
    }
    let messages = String::from_utf8_lossy(&run.stdout).into_owned();
    messages.lines().find_map(artifact).ok_or_else(|| "cargo named no module".to_owned())
}

/// The module that a line of cargo's report names.
fn artifact(line: &str) -> Option<PathBuf> {
    let message: Value = serde_json::from_str(line).ok()?;
    let names = message["filenames"].as_array()?;
    names.iter().filter_map(Value::as_str).find(|name| name.ends_with("connote_web.wasm")).map(PathBuf::from)
}

/// Folders of this machine are in no page: what a panic says of its place begins at these.
fn flags(root: &Path, rustc: &Path) -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let folders = [(home, "cargo"), (sysroot(rustc), "rust"), (Some(root.to_path_buf()), "connote")];
    let flag = |(folder, name): (Option<PathBuf>, &str)| folder.map(|folder| format!("--remap-path-prefix={}={name}", folder.display()));
    folders.into_iter().filter_map(flag).collect::<Vec<_>>().join("\u{1f}")
}

/// A cargo that is ready to be called, and the compiler that it uses.
struct Compiler {
    cargo: Command,
    rustc: PathBuf,
}

/// One that has the target: the one in use if rustup has put the target there, else that of Debian's packages.
fn compiler() -> Result<Compiler, String> {
    let rustc = std::env::var_os("RUSTC").map_or_else(|| PathBuf::from("rustc"), PathBuf::from);
    if sysroot(&rustc).is_some_and(|sysroot| sysroot.join("lib/rustlib").join(TARGET).join("lib").is_dir()) {
        return Ok(Compiler { cargo: Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())), rustc });
    }
    debian().ok_or_else(|| {
        format!(
            "no standard library for {TARGET}; expected that of rustup or of Debian; run `rustup target add {TARGET}`, \
             or on Debian `apt-get install rustc-web cargo-web rust-web-src lld`"
        )
    })
}

/// Debian has no compiled standard library for the target, but its source, which cargo compiles with the module.
fn debian() -> Option<Compiler> {
    let [rustc, cargo, linker] = ["/usr/bin/rustc", "/usr/bin/cargo", "/usr/bin/wasm-ld"].map(Path::new);
    let has_source = sysroot(rustc)?.join("lib/rustlib/src/rust/library/Cargo.lock").is_file();
    if !has_source || !cargo.is_file() || !linker.is_file() {
        return None;
    }
    let mut command = Command::new(cargo);
    // Cargo calls the compiler of these variables, which rustup sets to its own.
    command.env("RUSTC", rustc).env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO").env("RUSTC_BOOTSTRAP", "1");
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    command.args(["-Z", "build-std=std,panic_abort"]);
    Some(Compiler { cargo: command, rustc: rustc.to_path_buf() })
}

fn sysroot(rustc: &Path) -> Option<PathBuf> {
    let run = Command::new(rustc).args(["--print", "sysroot"]).stderr(Stdio::null()).output().ok()?;
    run.status.success().then(|| PathBuf::from(String::from_utf8_lossy(&run.stdout).trim()))
}
