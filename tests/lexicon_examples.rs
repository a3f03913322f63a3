//! Every accept and reject sentence of the built-in lexicons is a test of its own name: `cargo test --test lexicon_examples kyiv`.

use connote::authoring::{check, examples};
use connote::lexicon::builtin;
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let mut trials = Vec::new();
    for loaded in builtin::lexicons() {
        let failures = check(&loaded).expect("validated lexicons can be used");
        for example in examples(&loaded) {
            let failure = failures.iter().find(|failure| failure.example == example).map(ToString::to_string);
            trials.push(Trial::test(example.name(), move || failure.map_or(Ok(()), |failure| Err(Failed::from(failure)))));
        }
    }
    assert!(!trials.is_empty(), "the built-in lexicons hold no examples");
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}
