//! A drawing and the pictures of it.

use std::fs;
use std::path::{Path, PathBuf};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::run::Fault;

/// An SVG file with a square `viewBox`.
pub struct Drawing {
    path: PathBuf,
    tree: Tree,
}

/// A square picture.
pub struct Picture {
    /// Its width and height in pixels.
    pub size: u32,
    /// Red, green, blue, alpha for each pixel, by rows, alpha not multiplied in.
    pub pixels: Vec<u8>,
}

impl Drawing {
    /// Reads one.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is no SVG or is not square.
    pub fn read(path: &Path) -> Result<Self, Fault> {
        let text = fs::read_to_string(path).map_err(|fault| Fault::File(path.to_owned(), fault))?;
        let tree = Tree::from_str(&text, &Options::default())
            .map_err(|fault| Fault::Answer(format!("{}: {fault}", path.display())))?;
        let size = tree.size();
        if size.width() != size.height() {
            return Err(Fault::Answer(format!("{}: not square", path.display())));
        }
        Ok(Self {
            path: path.to_owned(),
            tree,
        })
    }

    /// A picture of it, `size` pixels wide with `air` pixels free on each side.
    ///
    /// # Errors
    ///
    /// When it has no pixels.
    pub fn at(&self, size: u32, air: u32) -> Result<Picture, Fault> {
        let mut pixmap = Pixmap::new(size, size)
            .ok_or_else(|| Fault::Answer(format!("{}: no size", self.path.display())))?;
        let scale = (size - 2 * air) as f32 / self.tree.size().width();
        let place = Transform::from_scale(scale, scale).post_translate(air as f32, air as f32);
        resvg::render(&self.tree, place, &mut pixmap.as_mut());
        Ok(Picture {
            size,
            pixels: pixmap.take_demultiplied(),
        })
    }
}

#[cfg(test)]
pub const DISC: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">
<circle cx="8" cy="8" r="8" fill="#fff"/></svg>"##;

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(text: &str) -> Result<Drawing, Fault> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.svg");
        fs::write(&path, text).unwrap();
        Drawing::read(&path)
    }

    fn pixel(picture: &Picture, x: u32, y: u32) -> [u8; 4] {
        let at = ((y * picture.size + x) * 4) as usize;
        picture.pixels[at..at + 4].try_into().unwrap()
    }

    #[test]
    fn a_drawing_fills_its_picture() {
        let picture = drawing(DISC).unwrap().at(32, 0).unwrap();
        assert_eq!(pixel(&picture, 16, 0)[3], 255);
        assert_eq!(pixel(&picture, 16, 16), [255; 4]);
        assert_eq!(pixel(&picture, 0, 0), [0; 4]);
    }

    #[test]
    fn air_stays_free() {
        let picture = drawing(DISC).unwrap().at(32, 4).unwrap();
        assert_eq!(pixel(&picture, 16, 3), [0; 4]);
        assert_eq!(pixel(&picture, 16, 5), [255; 4]);
    }

    #[test]
    fn what_is_no_square_drawing_is_refused() {
        assert!(drawing("no drawing").is_err());
        assert!(drawing(&DISC.replace("0 0 16 16", "0 0 16 8")).is_err());
    }
}
