//! Large corpora, run as a program: output that comes while the input does, runs that are stopped or killed, disks that are full, files that
//! vanish, samples and groups.
#![cfg(feature = "cli")]

#[path = "support/program.rs"]
mod program;
#[allow(dead_code, reason = "only the root is needed")]
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use program::{connote, printed, run, said};
use serde_json::Value;

/// A row with a hit, and an outlet that every third row shares.
fn row(number: usize) -> String {
    format!("{{\"id\":\"d{number}\",\"outlet\":\"o{}\",\"text\":\"The Kyiv regime lost {} men, he said.\"}}\n", number % 3, number + 10_000)
}

/// A folder with `many.jsonl` of so many rows; gives its path.
fn table(folder: &Path, rows: usize) -> String {
    let path = folder.join("many.jsonl");
    fs::write(&path, (1..=rows).map(row).collect::<String>()).expect("written");
    path.to_str().expect("UTF-8").to_owned()
}

fn text(folder: &Path, name: &str, content: &str) -> String {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(&path, content).expect("written");
    path.to_str().expect("UTF-8").to_owned()
}

const TEXT: &str = "The Kyiv regime rejected the plan.\n";

/// Ids of the documents of a CSV.
fn documents(table: &str) -> Vec<String> {
    table.lines().skip(1).map(|line| line.split(',').next().expect("a cell").to_owned()).collect()
}

/// Waits until something holds; a test that waits for ever says nothing.
fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(120), "{what}: waited two minutes");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn rows_come_while_the_input_does() {
    for arguments in [["hits", "csv"], ["hits", "jsonl"], ["hits", "table"], ["hits", "markdown"], ["score", "csv"], ["score", "jsonl"]] {
        let [command, format] = arguments;
        let mut child = connote()
            .args(
                [command, "-", "--input-format", "jsonl", "--format", format, "--no-reference"]
                    .iter()
                    .filter(|a| command == "score" || **a != "--no-reference"),
            )
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("starts");
        let mut input = child.stdin.take().expect("piped");
        // Two batches and what is read ahead: one is done when the next has been read. The input stays open until
        // rows have come.
        let (go_on, wait) = std::sync::mpsc::channel::<()>();
        let writer = std::thread::spawn(move || {
            input.write_all((1..=3000).map(row).collect::<String>().as_bytes()).expect("read by the program");
            let _ = wait.recv();
        });
        let mut output = BufReader::new(child.stdout.take().expect("piped"));
        let mut lines = 0;
        let mut line = String::new();
        while lines < 512 {
            line.clear();
            assert!(output.read_line(&mut line).expect("UTF-8") > 0, "{arguments:?}: ended after {lines} lines");
            lines += 1;
        }
        drop(go_on);
        let mut rest = String::new();
        output.read_to_string(&mut rest).expect("UTF-8");
        writer.join().expect("written");
        assert!(child.wait().expect("ends").success());
        let header = usize::from(format == "csv") + 2 * usize::from(format == "markdown");
        assert_eq!(lines + rest.lines().count(), 3000 + header, "{arguments:?}");
    }
}

#[test]
fn json_lines_are_the_rows_of_csv() {
    for command in
        [&["hits", "fixtures/articles"][..], &["score", "fixtures/articles", "--no-reference"], &["score", "fixtures/articles", "--by", "entry"]]
    {
        let table = printed(&[command, &["--format", "csv", "--raw-cells"]].concat());
        let lines = printed(&[command, &["--format", "jsonl"]].concat());
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let header: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), lines.lines().count());
        for (row, line) in rows.iter().zip(lines.lines()) {
            let object: serde_json::Map<String, Value> = serde_json::from_str(line).expect("an object");
            assert_eq!(object.keys().collect::<Vec<_>>(), header.iter().collect::<Vec<_>>());
            for (cell, value) in row.iter().zip(object.values()) {
                let expected = match value {
                    Value::Null => String::new(),
                    Value::String(text) => text.clone(),
                    Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
                    Value::Number(number) if cell != number.to_string() => {
                        assert_eq!(cell.parse::<f64>().ok(), number.as_f64());
                        continue;
                    }
                    other => other.to_string(),
                };
                assert_eq!(cell, expected, "{line}");
            }
        }
    }
}

#[cfg(unix)]
mod stopped {
    use super::*;
    use std::process::Child;

    /// So many rows take seconds on any machine: a run that is to be stopped must not have ended before.
    const MANY: usize = 40_000;

    /// Where the test itself runs with Ctrl-C ignored, as jobs in the background of a script do, the program would inherit that.
    fn interruptible() -> Command {
        let resets = Command::new("env").args(["--default-signal=INT", "true"]).stderr(Stdio::null()).status().is_ok_and(|status| status.success());
        if !resets {
            return connote();
        }
        let mut command = Command::new("env");
        command.args(["--default-signal=INT", env!("CARGO_BIN_EXE_connote")]).current_dir(support::root());
        command
    }

    fn signal(child: &Child, name: &str) {
        let sent = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status().expect("kill starts");
        assert!(sent.success(), "the program had ended already");
    }

    fn start(command: &mut Command, arguments: &[&str]) -> Child {
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts")
    }

    /// Starts a run, and lets it come to its first rows.
    fn begun(command: &mut Command, arguments: &[&str], part: &Path) -> Child {
        let child = start(command, arguments);
        wait_until("the first rows", || fs::metadata(part).is_ok_and(|metadata| metadata.len() > 0));
        child
    }

    struct Case {
        folder: tempfile::TempDir,
        input: String,
        output: PathBuf,
        part: PathBuf,
        whole: Vec<u8>,
    }

    /// A table, a result of yesterday, and the result of a run that nobody stops.
    fn case(arguments: &[&str], rows: usize) -> Case {
        let folder = tempfile::tempdir().expect("a folder");
        let input = table(folder.path(), rows);
        let [output, part] = ["rows.csv", "rows.csv.part"].map(|name| folder.path().join(name));
        fs::write(&output, "yesterday\n").expect("written");
        let whole = printed(&[arguments, &[&input, "--format", "csv"]].concat()).into_bytes();
        Case { folder, input, output, part, whole }
    }

    impl Case {
        fn arguments<'a>(&'a self, arguments: &[&'a str]) -> Vec<&'a str> {
            [arguments, &[&self.input, "--output", self.output.to_str().expect("UTF-8")]].concat()
        }
    }

    #[test]
    fn a_killed_run_leaves_the_old_result_and_whole_rows() {
        let arguments = ["score", "--no-reference"];
        let case = case(&arguments, MANY);
        let line = case.arguments(&arguments);
        for wait in [0, 40, 90, 170] {
            // What the run before left must not be taken for the first rows of this one.
            let _ = fs::remove_file(&case.part);
            let mut child = begun(&mut connote(), &line, &case.part);
            std::thread::sleep(Duration::from_millis(wait));
            signal(&child, "KILL");
            let status = child.wait().expect("ends");
            assert_eq!(status.code(), None, "killed, not ended");
            assert_eq!(fs::read_to_string(&case.output).expect("still there"), "yesterday\n");
            let part = fs::read(&case.part).expect("rows");
            assert!(part.len() < case.whole.len() && part.ends_with(b"\n") && case.whole.starts_with(&part), "{} bytes", part.len());
        }
        // The next run takes no notice of what was left.
        assert!(connote().args(&line).output().expect("starts").status.success());
        assert_eq!(fs::read(&case.output).expect("written"), case.whole);
        assert!(!case.part.exists() && case.folder.path().join("rows.csv.run.json").exists());
    }

    #[test]
    fn ctrl_c_ends_in_good_order_and_says_how_to_go_on() {
        let arguments = ["score", "--no-reference"];
        let case = case(&arguments, MANY);
        let line = case.arguments(&arguments);
        let child = begun(&mut interruptible(), &line, &case.part);
        signal(&child, "INT");
        let output = child.wait_with_output().expect("ends");
        let said = said(&output);
        assert_eq!(output.status.code(), Some(130), "{said}");
        assert_eq!(fs::read_to_string(&case.output).expect("still there"), "yesterday\n");
        let part = fs::read(&case.part).expect("rows");
        let rows = part.iter().filter(|byte| **byte == b'\n').count() - 1;
        assert!(rows > 0 && rows < MANY && part.ends_with(b"\n"), "{rows} rows");
        assert!(said.contains(&format!("rows.csv.part has the rows so far, each whole; {} itself is as it was", case.output.display())), "{said}");
        let how_far = format!("stopped after {} documents; {} goes on in line {}\n", thousands(rows), case.input, rows + 1);
        assert!(said.ends_with(&how_far), "{said}");
        // What it says is true: the rest from that line is what is missing.
        let rest: String = fs::read_to_string(&case.input).expect("rows").lines().skip(rows).map(|line| line.to_owned() + "\n").collect();
        let rest = text(case.folder.path(), "rest.jsonl", &rest);
        let rest = printed(&[&arguments[..], &[&rest, "--format", "csv"]].concat());
        let rest = rest.split_once('\n').expect("a header").1;
        assert_eq!([&part[..], rest.as_bytes()].concat(), case.whole);
    }

    #[test]
    fn what_is_laid_out_as_a_whole_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let input = table(folder.path(), MANY);
        for name in ["all.json", "page.html", "groups.csv"] {
            let output = folder.path().join(name);
            let output = output.to_str().expect("UTF-8");
            let grouped: &[&str] = if name == "groups.csv" { &["--group-by", "outlet"] } else { &[] };
            let child = start(&mut interruptible(), &[&["hits", &input, "--output", output], grouped].concat());
            wait_until("the beginning", || folder.path().join(format!("{name}.part")).exists());
            std::thread::sleep(Duration::from_millis(100));
            signal(&child, "INT");
            let ended = child.wait_with_output().expect("ends");
            assert_eq!(ended.status.code(), Some(130), "{name}");
            assert!(said(&ended).contains("stopped after"), "{}", said(&ended));
            let left: Vec<_> = fs::read_dir(folder.path()).expect("folder").map(|entry| entry.expect("entry").file_name()).collect();
            assert_eq!(left, ["many.jsonl"], "{name}");
        }
    }

    #[test]
    fn a_second_ctrl_c_ends_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        // One text, so that the first Ctrl-C has to wait for it.
        let input = text(folder.path(), "long.txt", &TEXT.repeat(200_000));
        let mut child = start(&mut interruptible(), &["score", &input, "--format", "csv", "--no-reference"]);
        let mut errors = BufReader::new(child.stderr.take().expect("piped"));
        std::thread::sleep(Duration::from_millis(1500));
        signal(&child, "INT");
        let mut line = String::new();
        errors.read_line(&mut line).expect("UTF-8");
        assert!(line.contains("Ctrl-C again stops at once"), "{line}");
        assert!(child.try_wait().expect("a child").is_none(), "it is still at the text");
        signal(&child, "INT");
        let begun = Instant::now();
        assert_eq!(child.wait().expect("ends").code(), Some(130));
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    }

    /// `script` gives the program a terminal.
    #[test]
    fn a_terminal_is_told_how_far_it_is_and_the_result_is_the_same() {
        if Command::new("script").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_err() {
            return;
        }
        let arguments = ["score", "--no-reference"];
        let case = case(&arguments, MANY);
        let line = case.arguments(&arguments).join(" ");
        let terminal = |line: &str| {
            let shown = Command::new("script").args(["-qec", line, "/dev/null"]).env("TERM", "xterm").env("NO_COLOR", "1").output().expect("starts");
            String::from_utf8_lossy(&shown.stdout).into_owned()
        };
        let shown = terminal(&format!("{} {line}", env!("CARGO_BIN_EXE_connote")));
        assert!(shown.contains(" documents   ") && shown.contains(" MB/s   ") && shown.contains(" left"), "{shown}");
        assert!(shown.contains("connote: note: 40,000 documents, ") && !shown.contains("\u{1b}[3"), "a line at the end, no colour: {shown}");
        assert_eq!(fs::read(&case.output).expect("written"), case.whole);
        let quiet = terminal(&format!("{} {line} --quiet", env!("CARGO_BIN_EXE_connote")));
        assert_eq!(quiet, "");
    }

    #[test]
    fn a_full_disk_leaves_whole_rows_and_says_so() {
        let arguments = ["score", "--no-reference"];
        let case = case(&arguments, MANY);
        // The shell gives files a largest size; a write beyond it fails as one to a full disk does.
        let script = "trap '' XFSZ; ulimit -f 128; exec \"$0\" \"$@\"";
        let output =
            Command::new("bash").args(["-c", script, env!("CARGO_BIN_EXE_connote")]).args(case.arguments(&arguments)).output().expect("bash");
        let said = said(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("rows.csv: cannot be written (") && said.contains("make room"), "{said}");
        assert!(said.contains("rows.csv.part has the rows so far, each whole"), "{said}");
        assert_eq!(fs::read_to_string(&case.output).expect("still there"), "yesterday\n");
        let part = fs::read(&case.part).expect("rows");
        assert!(!part.is_empty() && part.ends_with(b"\n") && case.whole.starts_with(&part), "{} bytes", part.len());
    }

    #[test]
    fn a_device_that_is_full_is_named() {
        if !Path::new("/dev/full").exists() {
            return;
        }
        for format in ["csv", "jsonl", "json", "table", "html", "markdown"] {
            for command in ["hits", "score"] {
                let output = run(&[command, "fixtures/articles", "--quiet", "--format", format, "--output", "/dev/full"]);
                assert_eq!(output.status.code(), Some(2), "{command} {format}");
                assert!(said(&output).contains("cannot be written (No space left on device"), "{command} {format}: {}", said(&output));
            }
        }
        let full = fs::File::options().write(true).open("/dev/full").expect("a device");
        let output = connote().args(["hits", "fixtures/articles", "--quiet"]).stdout(full).output().expect("starts");
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains("the output cannot be written: No space left on device"), "{}", said(&output));
    }

    #[test]
    fn nobody_reading_any_more_is_a_quiet_end_in_the_middle() {
        let folder = tempfile::tempdir().expect("a folder");
        let input = table(folder.path(), MANY);
        for format in ["csv", "jsonl", "table"] {
            let mut child = start(&mut connote(), &["hits", &input, "--format", format]);
            let mut line = String::new();
            let mut output = BufReader::new(child.stdout.take().expect("piped"));
            output.read_line(&mut line).expect("UTF-8");
            drop(output);
            let ended = child.wait_with_output().expect("ends");
            assert_eq!((ended.status.code(), said(&ended).as_str()), (Some(0), ""), "{format}");
        }
    }

    /// A pipe with a name comes first and stays open until the test has done what it does to the files that come later.
    #[test]
    fn what_vanishes_meanwhile_is_named_and_the_rest_done() {
        let folder = tempfile::tempdir().expect("a folder");
        let pipe = folder.path().join("first.jsonl");
        assert!(Command::new("mkfifo").arg(&pipe).status().expect("starts").success());
        let [gone, stays] = ["gone.txt", "stays.txt"].map(|name| text(folder.path(), name, TEXT));
        let child = start(&mut connote(), &["hits", pipe.to_str().expect("UTF-8"), &gone, &stays, "--format", "csv"]);
        let mut writer = fs::File::options().write(true).open(&pipe).expect("the program reads it");
        writer.write_all(row(1).as_bytes()).expect("read by the program");
        fs::remove_file(&gone).expect("removed");
        drop(writer);
        let output = child.wait_with_output().expect("ends");
        let said = said(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert_eq!(documents(&String::from_utf8_lossy(&output.stdout)), ["d1", &stays]);
        assert!(said.contains(&format!("{gone}: cannot be read (No such file")) && said.contains("it was there when the run began"), "{said}");
        assert!(said.ends_with("; left out: 1 file that cannot be read\n"), "{said}");
    }

    #[test]
    fn a_table_that_grows_meanwhile_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let input = table(folder.path(), MANY);
        let mut child = start(&mut connote(), &["score", &input, "--format", "csv", "--no-reference"]);
        let mut output = BufReader::new(child.stdout.take().expect("piped"));
        // The header comes with the first batch, when all but two batches are still unread.
        let mut table = String::new();
        output.read_line(&mut table).expect("UTF-8");
        fs::File::options().append(true).open(&input).expect("there").write_all(row(4001).as_bytes()).expect("written");
        output.read_to_string(&mut table).expect("UTF-8");
        let ended = child.wait_with_output().expect("ends");
        assert_eq!(ended.status.code(), Some(2), "{}", said(&ended));
        assert!(said(&ended).contains(&format!("{input}: changed while it was read")), "{}", said(&ended));
        assert!(said(&ended).ends_with("; left out: 1 file that changed\n"), "{}", said(&ended));
        assert!(documents(&table).len() >= 4000);
    }

    /// Whoever runs this as root is stopped by no permission, so root runs it as nobody.
    #[test]
    fn a_folder_that_cannot_be_read_is_named_and_the_rest_done() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().to_str().expect("UTF-8");
        text(folder.path(), "a/first.txt", TEXT);
        text(folder.path(), "b/locked.txt", TEXT);
        text(folder.path(), "c/last.txt", TEXT);
        let mode = |name: &str, mode| fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(mode)).expect("set");
        mode("", 0o755);
        mode("b", 0o000);
        let locked = folder.path().join("b");
        let line = ["hits", path, "--format", "csv"];
        let output = if fs::read_dir(&locked).is_ok() {
            let program = folder.path().join("connote");
            fs::copy(env!("CARGO_BIN_EXE_connote"), &program).expect("copied");
            let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
            let output = Command::new("setpriv").args(nobody).arg(&program).args(line).current_dir(folder.path()).output().expect("setpriv starts");
            fs::remove_file(program).expect("removed");
            output
        } else {
            run(&line)
        };
        mode("b", 0o755);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        let names = ["a/first.txt", "c/last.txt"].map(|name| format!("{path}/{name}"));
        assert_eq!(documents(&String::from_utf8_lossy(&output.stdout)), names, "{said}");
        assert!(said.contains(&locked.display().to_string()) && said.contains("ermission denied"), "{said}");
        assert!(said.ends_with("; left out: 1 folder that cannot be read\n"), "{said}");
    }

    #[test]
    fn links_to_folders_are_followed_when_asked_and_loops_are_named() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("a folder");
        let (corpus, elsewhere) = (folder.path().join("corpus"), folder.path().join("elsewhere"));
        text(&corpus, "a.txt", TEXT);
        text(&elsewhere, "far.txt", TEXT);
        symlink(&elsewhere, corpus.join("linked")).expect("linked");
        symlink(elsewhere.join("far.txt"), corpus.join("near.txt")).expect("linked");
        symlink(&corpus, corpus.join("round")).expect("linked");
        let path = corpus.to_str().expect("UTF-8");
        let names = |names: &[&str]| names.iter().map(|name| format!("{path}/{name}")).collect::<Vec<_>>();
        let output = run(&["hits", path, "--format", "csv"]);
        assert_eq!(documents(&String::from_utf8_lossy(&output.stdout)), names(&["a.txt", "near.txt"]));
        assert_eq!(said(&output), format!("connote: warning: {path}: 2 links to folders are not followed; --follow-links reads what is there\n"));
        assert_eq!(output.status.code(), Some(0));
        let output = run(&["hits", path, "--format", "csv", "--follow-links"]);
        assert_eq!(documents(&String::from_utf8_lossy(&output.stdout)), names(&["a.txt", "linked/far.txt", "near.txt"]));
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains(&format!("{path}/round: a link to {path}, in which it stands; it is not followed")), "{}", said(&output));
    }
}

fn thousands(count: usize) -> String {
    if count < 1000 { count.to_string() } else { format!("{},{:03}", count / 1000, count % 1000) }
}

#[test]
fn git_says_nothing_about_what_is_read_and_connoteignore_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("UTF-8");
    for name in ["a.txt", "b/draft one.txt", "b/c.txt", "old/d.txt", ".git/e.txt"] {
        text(folder.path(), name, TEXT);
    }
    text(folder.path(), ".gitignore", "*.txt\n");
    text(folder.path(), ".ignore", "*.txt\n");
    let listed = || documents(&printed(&["hits", path, "--format", "csv"]));
    let names = |names: &[&str]| names.iter().map(|name| format!("{path}/{name}")).collect::<Vec<_>>();
    assert_eq!(listed(), names(&["a.txt", "b/c.txt", "b/draft one.txt", "old/d.txt"]));
    text(folder.path(), ".connoteignore", "old/\ndraft*\n");
    assert_eq!(listed(), names(&["a.txt", "b/c.txt"]));
    text(folder.path(), "b/.connoteignore", "!draft one.txt\n");
    assert_eq!(listed(), names(&["a.txt", "b/c.txt", "b/draft one.txt"]));
}

#[test]
fn a_text_in_a_folder_that_is_read_is_not_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, old) = (folder.path().to_str().expect("UTF-8"), text(folder.path(), "a.txt", TEXT));
    let output = run(&["hits", path, "--output", &old]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("is read and would be written over"), "{}", said(&output));
    assert_eq!(fs::read_to_string(&old).expect("still there"), TEXT);
    // A result of yesterday beside the texts is none of them.
    let rows = text(folder.path(), "rows.csv", "yesterday\n");
    printed(&["hits", path, "--output", &rows]);
    assert_eq!(documents(&fs::read_to_string(&rows).expect("written")).len(), 1);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// A little file that unpacks to much: the limit is one of what comes out.
#[test]
fn what_unpacks_to_more_than_the_limit_is_refused_and_the_rest_done() {
    let folder = tempfile::tempdir().expect("a folder");
    let bomb = gzip(&b"men ".repeat(2_000_000));
    assert!(bomb.len() < 100_000);
    let endless = gzip(&[b"{\"text\":\"".to_vec(), b"men ".repeat(2_000_000), b"\"}\n".to_vec(), row(2).into_bytes()].concat());
    let path = |name: &str, bytes: &[u8]| {
        fs::write(folder.path().join(name), bytes).expect("written");
        folder.path().join(name).to_str().expect("UTF-8").to_owned()
    };
    let (text_path, table_path) = (path("bomb.txt.gz", &bomb), path("bomb.jsonl.gz", &endless));
    let good = text(folder.path(), "good.txt", TEXT);
    let limits = ["--max-file-bytes", "1000000", "--max-row-bytes", "1000000"];
    let output = run(&[&["hits", &text_path, &table_path, &good, "--format", "csv"], &limits[..]].concat());
    let said = said(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert_eq!(documents(&String::from_utf8_lossy(&output.stdout)), ["d2", &good]);
    assert!(said.contains(&format!("{text_path}: more than 1000000 bytes")) && said.contains("raise --max-file-bytes"), "{said}");
    assert!(said.contains(&format!("{table_path}:1: a row of more than 1000000 bytes")) && said.contains("raise --max-row-bytes"), "{said}");
    assert!(said.ends_with("left out: 1 file over the limit, 1 row over the limit\n"), "{said}");
}

#[test]
fn many_warnings_of_a_kind_are_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows: Vec<u8> = (0..60)
        .flat_map(|number| format!("{{\"text\":\"The Kyiv regime lost {number} men in the caf").into_bytes().into_iter().chain(*b"\xE9.\"}\n"))
        .collect();
    let path = folder.path().join("old.jsonl");
    fs::write(&path, rows).expect("written");
    let path = path.to_str().expect("UTF-8");
    let output = run(&["hits", path, "--format", "csv"]);
    let told = said(&output);
    assert_eq!(told.lines().filter(|line| line.contains("read as windows-1252")).count(), 20, "{told}");
    assert!(
        told.ends_with("more of the kinds named above: 40 encoding_guessed; `score` names them for each document in the column flags\n"),
        "{told}"
    );
    // What is said changes nothing of what is printed.
    let quiet = run(&["hits", path, "--format", "csv", "--quiet"]);
    assert_eq!((&quiet.stdout, said(&quiet).as_str()), (&output.stdout, ""));
}

#[test]
fn a_run_that_writes_a_file_says_what_it_did() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("rows.csv");
    let ended = run(&["hits", "fixtures/articles", "--output", output.to_str().expect("UTF-8")]);
    let rows = documents(&fs::read_to_string(&output).expect("written")).len();
    let words: u64 = printed(&["score", "fixtures/articles", "--no-reference", "--format", "jsonl"])
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("an object")["words"].as_u64().expect("a number"))
        .sum();
    let words = usize::try_from(words).expect("few");
    assert!(
        said(&ended).ends_with(&format!("connote: note: 9 documents, {} words, {} hits\n", thousands(words), thousands(rows))),
        "{}",
        said(&ended)
    );
    assert!(!said(&ended).contains('\u{1b}') && !said(&ended).contains('\r'), "no progress where nobody looks");
}

#[test]
fn a_sample_is_drawn_from_all_hits_and_is_the_same_for_any_number_of_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = table(folder.path(), 1500);
    let all = printed(&["hits", &input, "fixtures/articles", "--format", "csv"]);
    let all: Vec<&str> = all.lines().collect();
    let sample = |more: &[&str]| printed(&[&["hits", &input, "fixtures/articles", "--format", "csv", "--sample", "40"], more].concat());
    let one = sample(&["--threads", "1"]);
    assert_eq!(one, sample(&["--threads", "4"]));
    assert_ne!(one, sample(&["--seed", "2"]));
    let mut drawn = one.lines();
    let mut rest = all.iter();
    assert!(drawn.clone().count() == 41 && drawn.all(|row| rest.any(|other| *other == row)), "rows of the whole, in its order");
    // More than there are: all of them, byte for byte.
    let article = "fixtures/articles/harbour-march.authority.txt";
    for format in ["csv", "jsonl", "markdown", "json"] {
        let options = ["hits", article, "--format", format];
        let (sampled, whole) = (printed(&[&options[..], &["--sample", "1000"]].concat()), printed(&options));
        if format == "json" {
            let [sampled, whole]: [Value; 2] = [&sampled, &whole].map(|text| serde_json::from_str(text).expect("JSON"));
            assert_eq!(sampled["documents"], whole["documents"]);
            assert!(sampled["run"]["options"].as_array().is_some_and(|options| options.contains(&"--sample=1000".into())));
        } else {
            assert_eq!(sampled, whole, "{format}");
        }
    }
    let page: Value = serde_json::from_str(&printed(&["hits", "fixtures/articles", "--sample", "7", "--format", "json"])).expect("JSON");
    let hits: usize = page["documents"].as_array().expect("a list").iter().map(|document| document["hits"].as_array().expect("a list").len()).sum();
    assert_eq!(hits, 7);
    let html = printed(&["hits", "fixtures/articles", "--sample", "7", "--format", "html"]);
    assert!(html.contains("A sample of hits") && html.matches("<tr data-row=").count() == 7);
    let table = printed(&["hits", "fixtures/articles", "--sample", "7"]);
    assert_eq!(table.lines().count(), 7);
}

/// Rows of a CSV as maps.
fn rows(table: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

fn number(row: &BTreeMap<String, String>, column: &str) -> u64 {
    row[column].parse().expect("a number")
}

#[test]
fn groups_are_the_sums_of_their_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    let articles: String = fs::read_dir(support::root().join("fixtures/articles"))
        .expect("fixtures")
        .map(|entry| entry.expect("entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .enumerate()
        .map(|(index, path)| {
            let outlet = ["Gazette", "Bulletin", ""][index % 3];
            serde_json::json!({ "outlet": outlet, "text": fs::read_to_string(path).expect("UTF-8") }).to_string() + "\n"
        })
        .collect();
    let input = text(folder.path(), "articles.jsonl", &articles);
    let documents = rows(&printed(&["score", &input, "--no-reference", "--format", "csv"]));
    let output = run(&["score", &input, "--group-by", "outlet", "--format", "csv"]);
    assert!(said(&output).contains("--group-by outlet: 3 of 9 texts have no value; they are in the row without a name"), "{}", said(&output));
    let groups = rows(&String::from_utf8(output.stdout).expect("UTF-8"));
    assert_eq!(groups.iter().map(|row| row["group"].as_str()).collect::<Vec<_>>(), ["Bulletin", "Gazette", ""]);
    let summed = [
        "words", "words_quoted", "sentences", "hits", "editorial", "quoted", "scare", "uncertain", "reported", "headline_hits", "attribution",
        "hedges", "low_confidence",
    ];
    for group in &groups {
        let members: Vec<_> = documents.iter().filter(|row| row["outlet"] == group["group"]).collect();
        assert_eq!((members.len() as u64, group["column"].as_str()), (number(group, "docs"), "outlet"));
        assert_eq!(members.iter().filter(|row| number(row, "editorial") > 0).count() as u64, number(group, "docs_with_hit"));
        for column in summed {
            assert_eq!(members.iter().map(|row| number(row, column)).sum::<u64>(), number(group, column), "{column}");
        }
        #[expect(clippy::cast_precision_loss, reason = "small counts")]
        let rate = number(group, "editorial") as f64 * 1000.0 / (number(group, "words") - number(group, "words_quoted")) as f64;
        assert!((group["editorial_rate"].parse::<f64>().expect("a number") - rate).abs() < 1e-9);
    }
    let hits = rows(&printed(&["hits", &input, "--meta", "outlet", "--format", "csv"]));
    let output = run(&["hits", &input, "--group-by", "outlet", "--format", "csv"]);
    let entries = rows(&String::from_utf8(output.stdout).expect("UTF-8"));
    let outlet =
        |hit: &BTreeMap<String, String>| documents.iter().find(|row| row["document"] == hit["document"]).expect("a document")["outlet"].clone();
    let mut counted: BTreeMap<(String, String), [u64; 3]> = BTreeMap::new();
    for hit in hits.iter().filter(|hit| !hit["flags"].contains("low_confidence")) {
        let counts = counted.entry((outlet(hit), hit["entry"].clone())).or_default();
        counts[0] += 1;
        counts[1] += u64::from(hit["voice"] == "editorial");
        counts[2] += u64::from(hit["voice"] == "quoted");
    }
    assert!(entries.len() > 10);
    let found: BTreeMap<(String, String), [u64; 3]> = entries
        .iter()
        .map(|row| ((row["group"].clone(), row["entry"].clone()), ["hits", "editorial", "quoted"].map(|column| number(row, column))))
        .collect();
    assert_eq!(found, counted);
    for format in ["table", "jsonl", "json", "markdown"] {
        for command in ["score", "hits"] {
            let page = String::from_utf8(run(&[command, &input, "--group-by", "outlet", "--format", format]).stdout).expect("UTF-8");
            assert!(page.contains("Bulletin") && page.contains("Gazette"), "{command} {format}: {page}");
        }
    }
    let output = run(&["hits", &input, "--group-by", "desk"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("no column desk; expected one of \"outlet\", \"text\""), "{}", said(&output));
    let output = run(&["score", "fixtures/articles", "--group-by", "outlet"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("--group-by outlet: no text has a value"), "{}", said(&output));
}
