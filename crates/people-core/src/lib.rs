//! The rules of People: contacts, columns, search, CSV and statuses.
//!
//! Pure: no Tauri, no socket, no file, no clock. What is given in decides what comes out.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod calls;
pub mod chat;
pub mod contact;
pub mod desk;
pub mod directory;
pub mod display;
pub mod export;
#[cfg(test)]
mod fixture;
pub mod fold;
pub mod initials;
pub mod link;
pub mod list;
mod marks;
pub mod menu;
pub mod notice;
pub mod number;
pub mod personal;
pub mod plan;
pub mod presence;
pub mod rows;
pub mod search;
pub mod shortcut;
mod tier;
pub mod vcard;
