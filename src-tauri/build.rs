//! Declares each command that the page may call, so that none can be called without its own permission.

#[path = "src/commands/names.rs"]
mod names;

use std::fs;
use std::path::Path;

const PAGE: &str = "ui/dist";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed={PAGE}");
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    if !Path::new(PAGE).join("index.html").exists() {
        // The page is embedded at compile time; without it the Rust side can still be checked and tested.
        fs::create_dir_all(PAGE)?;
        println!("cargo:warning=the page is not built: run `npm run build` first");
    }
    tauri_build::try_build(
        tauri_build::Attributes::new()
            .capabilities_path_pattern("./src-tauri/capabilities/**/*")
            .app_manifest(tauri_build::AppManifest::new().commands(names::COMMANDS)),
    )?;
    Ok(())
}
