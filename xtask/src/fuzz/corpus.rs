//! The inputs that are kept, one file a target and one line an input, so that the next run starts where this one ended.

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;

use super::build::Target;
use super::{folder, libfuzzer, work};
use crate::run::{self, Fault};
use crate::tree;

/// No more than this is kept of a target, in bytes of the file: the shortest inputs.
const MOST: usize = 60_000;

/// The folder in which libFuzzer finds the inputs that are kept, beside those of earlier runs on this computer.
pub fn unpacked(target: &Target) -> Result<PathBuf, Fault> {
    let folder = folder(work(target, "corpus"))?;
    let kept = fs::read_to_string(kept(target)).unwrap_or_default();
    for line in kept.lines() {
        let input = BASE64
            .decode(line)
            .map_err(|fault| Fault::Answer(format!("{}: {fault}", target.name)))?;
        write(&folder.join(name(&input)), &input)?;
    }
    Ok(folder)
}

/// Writes down the fewest inputs that reach all that the folder's do, the shortest of them.
pub fn keep(target: &Target) -> Result<(), Fault> {
    let inputs = inputs(&work(target, "corpus"))?;
    let control = work(target, "control");
    let mut text = format!("{0}\n{0}\n", inputs.len());
    for (path, _) in &inputs {
        text += &format!("{}\n", path.display());
    }
    write(&control, text.as_bytes())?;
    // By itself libFuzzer would start the program anew with options that the tests' harness does not know.
    let arguments = [
        format!("-merge_control_file={}", control.display()),
        "-merge_inner=1".to_owned(),
    ];
    let log = work(target, "merge.log");
    let file = File::create(&log).map_err(|fault| Fault::File(log, fault))?;
    run::run_into(&mut libfuzzer(target, &arguments), &file)?;
    let said = fs::read_to_string(&control).map_err(|fault| Fault::File(control, fault))?;
    let fewest = fewest(&said).into_iter();
    let fewest = fewest.filter_map(|index| inputs.get(index).map(|(_, input)| input));
    let path = kept(target);
    folder(path.parent().unwrap_or(Path::new(".")).to_owned())?;
    write(&path, packed(fewest).as_bytes())
}

/// The files of a folder, the shortest first.
fn inputs(folder: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>, Fault> {
    let on_folder = |fault| Fault::File(folder.into(), fault);
    let mut inputs = Vec::new();
    for entry in fs::read_dir(folder).map_err(on_folder)? {
        let path = entry.map_err(on_folder)?.path();
        let input = fs::read(&path).map_err(on_folder)?;
        inputs.push((path, input));
    }
    inputs.sort_by(|(_, one), (_, other)| (one.len(), one).cmp(&(other.len(), other)));
    Ok(inputs)
}

/// Of the inputs that libFuzzer tried, those that reach something that none before them does: `FT 3 17 204` says that the fourth
/// one reaches the features 17 and 204.
fn fewest(control: &str) -> BTreeSet<usize> {
    let mut reached = HashSet::new();
    let mut fewest = BTreeSet::new();
    for line in control.lines() {
        let mut numbers = line.strip_prefix("FT ").unwrap_or_default().split(' ');
        let Some(Ok(index)) = numbers.next().map(str::parse) else {
            continue;
        };
        for feature in numbers {
            if reached.insert(feature) {
                fewest.insert(index);
            }
        }
    }
    fewest
}

/// A line each, as far as there is room.
fn packed<'a>(inputs: impl Iterator<Item = &'a Vec<u8>>) -> String {
    let mut text = String::new();
    for input in inputs.filter(|input| !input.is_empty()) {
        let line = BASE64.encode(input);
        if text.len() + line.len() >= MOST {
            break;
        }
        text += &line;
        text.push('\n');
    }
    text
}

fn kept(target: &Target) -> PathBuf {
    tree::root()
        .join("fuzz/corpus")
        .join(format!("{}.txt", target.name))
}

/// What libFuzzer itself would call the file is its SHA-1; any name that is the same for the same input will do.
fn name(input: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    BASE64.encode(Sha256::digest(input)).replace('/', "_")
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    fs::write(path, bytes).map_err(|fault| Fault::File(path.into(), fault))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_are_kept_as_there_is_room_for() {
        let inputs = [vec![], vec![9], vec![1, 2, 3], vec![7; MOST]];
        assert_eq!(packed(inputs.iter()), "CQ\nAQID\n");
    }

    #[test]
    fn what_reaches_nothing_new_is_not_kept() {
        let control = "3\n3\na\nb\nc\nSTARTED 0 1\nFT 0 17 204\nCOV 0 4\nSTARTED 1 2\nFT 1 17\nSTARTED 2 9\nFT 2 204 5\n";
        assert_eq!(fewest(control), [0, 2].into());
    }
}
