//! Files as programs write them, each with its cards beside it.
