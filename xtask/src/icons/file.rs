//! Pictures as files.

use std::fmt::Display;

use icns::{IconFamily, PixelFormat};
use ico::{IconDir, IconDirEntry, IconImage, ResourceType};

use super::drawing::Picture;
use crate::run::Fault;

/// From this size on, the `.ico` holds a PNG; every Windows reads a bitmap below it.
const PNG_WITHIN_ICO: u32 = 256;

/// One picture as a PNG.
///
/// # Errors
///
/// When it cannot be written.
pub fn png(picture: &Picture) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    image(picture)
        .write_png(&mut bytes)
        .map_err(|fault| refused("png", &fault))?;
    Ok(bytes)
}

/// Pictures as an icon of Windows.
///
/// # Errors
///
/// When a size is none of that format.
pub fn ico(pictures: &[Picture]) -> Result<Vec<u8>, Fault> {
    let mut directory = IconDir::new(ResourceType::Icon);
    for picture in pictures {
        let image = image(picture);
        let entry = if picture.size < PNG_WITHIN_ICO {
            IconDirEntry::encode_as_bmp(&image)
        } else {
            IconDirEntry::encode_as_png(&image)
        };
        directory.add_entry(entry.map_err(|fault| refused("ico", &fault))?);
    }
    let mut bytes = Vec::new();
    directory
        .write(&mut bytes)
        .map_err(|fault| refused("ico", &fault))?;
    Ok(bytes)
}

/// Pictures as an icon of macOS.
///
/// # Errors
///
/// When a size is none of that format.
pub fn icns(pictures: &[Picture]) -> Result<Vec<u8>, Fault> {
    let mut family = IconFamily::new();
    for picture in pictures {
        icns::Image::from_data(
            PixelFormat::RGBA,
            picture.size,
            picture.size,
            picture.pixels.clone(),
        )
        .and_then(|image| family.add_icon(&image))
        .map_err(|fault| refused("icns", &fault))?;
    }
    let mut bytes = Vec::new();
    family
        .write(&mut bytes)
        .map_err(|fault| refused("icns", &fault))?;
    Ok(bytes)
}

fn image(picture: &Picture) -> IconImage {
    IconImage::from_rgba_data(picture.size, picture.size, picture.pixels.clone())
}

fn refused(format: &str, fault: &dyn Display) -> Fault {
    Fault::Answer(format!("{format}: {fault}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(size: u32) -> Picture {
        Picture {
            size,
            pixels: [200, 100, 50, 128].repeat((size * size) as usize),
        }
    }

    #[test]
    fn a_picture_comes_back_from_its_file() {
        let bytes = png(&picture(22)).unwrap();
        let read = IconImage::read_png(std::io::Cursor::new(bytes)).unwrap();
        assert_eq!((read.width(), read.height()), (22, 22));
        assert_eq!(read.rgba_data(), picture(22).pixels);
    }

    #[test]
    fn every_size_is_in_the_icons_of_the_systems() {
        let all = |sizes: &[u32]| sizes.iter().copied().map(picture).collect::<Vec<_>>();
        let windows = ico(&all(&super::super::ICO)).unwrap();
        let read = IconDir::read(std::io::Cursor::new(windows)).unwrap();
        let sizes: Vec<_> = read.entries().iter().map(IconDirEntry::width).collect();
        assert_eq!(sizes, super::super::ICO);

        let macos = icns(&all(&super::super::ICNS)).unwrap();
        let read = IconFamily::read(macos.as_slice()).unwrap();
        assert_eq!(read.available_icons().len(), super::super::ICNS.len());
    }
}
