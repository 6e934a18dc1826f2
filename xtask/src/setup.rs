//! Installing what is missing on this computer.

use std::ffi::OsStr;
use std::fs;
use std::process::Stdio;

use crate::run::{self, Fault};
use crate::tree;

/// What a Debian needs to build the program.
const TO_BUILD: &[&str] = &[
    "build-essential",
    "libayatana-appindicator3-dev",
    "librsvg2-dev",
    "libwebkit2gtk-4.1-dev",
    "pkg-config",
];

/// What a Debian needs to run it on a display of its own.
const TO_WATCH: &[&str] = &[
    "dbus",
    "dbus-x11",
    "dunst",
    "fonts-dejavu-core",
    "fonts-ipafont-gothic",
    "fonts-noto-color-emoji",
    "gir1.2-gtk-3.0",
    "gnome-keyring",
    "imagemagick",
    "openbox",
    "python3-gi",
    "webkit2gtk-driver",
    "x11-utils",
    "xclip",
    "xdotool",
    "xfce4-panel",
    "xsettingsd",
    "xvfb",
];

/// What a Debian needs to make packages and to prove them.
const TO_PACKAGE: &[&str] = &[
    "appstream",
    "binutils",
    "desktop-file-utils",
    "rpm",
    "xdg-utils",
];

/// Installs everything: system packages and the page's.
///
/// # Errors
///
/// When an installation fails.
pub fn run() -> Result<(), Fault> {
    to_build()?;
    to_watch()?;
    to_package()
}

/// What it takes to build the program.
///
/// # Errors
///
/// When an installation fails.
pub fn to_build() -> Result<(), Fault> {
    system(TO_BUILD)?;
    page()
}

/// What it takes to run the program without a display.
///
/// # Errors
///
/// When an installation fails.
pub fn to_watch() -> Result<(), Fault> {
    system(TO_WATCH)
}

/// What it takes to make packages and to prove them.
///
/// # Errors
///
/// When an installation fails.
pub fn to_package() -> Result<(), Fault> {
    system(TO_PACKAGE)
}

/// Runs apt-get as root, without questions and recommendations, on these packages or files.
///
/// # Errors
///
/// When it fails.
pub fn apt(verb: &[&str], packages: &[&OsStr]) -> Result<(), Fault> {
    run::run(
        as_root()?
            .args(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"])
            .args(verb)
            .args(["-qq", "-y", "--no-install-recommends"])
            .args(packages)
            .stdout(Stdio::null()),
    )
}

fn system(packages: &[&str]) -> Result<(), Fault> {
    if !run::is_there("dpkg-query") {
        println!("{}", by_hand());
        return Ok(());
    }
    let missing: Vec<_> = packages
        .iter()
        .copied()
        .filter(|package| !is_installed(package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("installing {}", missing.join(" "));
    run::run(as_root()?.args(["apt-get", "update", "-qq"]))?;
    let missing: Vec<_> = missing.into_iter().map(OsStr::new).collect();
    apt(&["install"], &missing)
}

fn by_hand() -> &'static str {
    if cfg!(target_os = "macos") {
        "On macOS, install Xcode's command line tools (`xcode-select --install`) and Node.js 20 by hand if they are missing."
    } else if cfg!(windows) {
        "On Windows, install the Visual Studio C++ build tools, WebView2 and Node.js 20 by hand if they are missing."
    } else {
        "This system has no apt: install WebKitGTK 4.1 with its headers, librsvg, Node.js 20 and, for the tests, Xvfb and WebKitWebDriver by hand if they are missing."
    }
}

/// Whether a Debian has this package.
pub fn is_installed(package: &str) -> bool {
    run::command("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Status}", package])
        .stderr(Stdio::null())
        .output()
        .is_ok_and(|output| output.stdout == b"installed")
}

/// A command that runs what follows as root.
fn as_root() -> Result<std::process::Command, Fault> {
    let is_root = run::ask(run::command("id").arg("-u"))?.trim() == "0";
    Ok(if is_root {
        run::command("env")
    } else {
        run::command("sudo")
    })
}

/// The page's packages, when the lock file is newer than what was installed from it.
fn page() -> Result<(), Fault> {
    let written = |path: &str| {
        fs::metadata(tree::root().join(path))
            .and_then(|data| data.modified())
            .ok()
    };
    let installed = written("node_modules/.package-lock.json");
    if installed.is_some() && installed >= written("package-lock.json") {
        return Ok(());
    }
    println!("installing the page's packages");
    run::run(run::npm().args(["ci", "--no-audit", "--no-fund", "--silent"]))
}
