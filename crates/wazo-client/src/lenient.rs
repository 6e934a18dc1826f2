//! Reading JSON that does not keep its promises: null for a text, a number for a text, a text for a
//! number, anything for a list. Nothing is buffered, so a hundred thousand rows stay quick.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{
    Deserialize, DeserializeOwned, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use crate::Error;
use crate::lookup::CellValue;

/// Any value as a text; null and what holds nothing as an empty one.
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(optional_text(deserializer)?.unwrap_or_default())
}

/// Any value as a text; null and empty lists and objects as `None`.
pub(crate) fn optional_text<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    Ok(match CellValue::deserialize(deserializer)? {
        CellValue::Text(text) => Some(text),
        CellValue::Bool(flag) => Some(flag.to_string()),
        CellValue::Null => None,
    })
}

/// An integer, also when written as a text or as a fraction without one.
pub(crate) fn optional_integer<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<i64>, D::Error> {
    Ok(optional_text(deserializer)?.and_then(|text| {
        let text = text.trim();
        text.strip_suffix(".0").unwrap_or(text).parse().ok()
    }))
}

/// True for true, `"true"` and anything but false, null, nothing and zero.
pub(crate) fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Ok(optional_flag(deserializer)?.unwrap_or_default())
}

/// As [`flag`]; null and empty lists and objects as `None`.
pub(crate) fn optional_flag<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<bool>, D::Error> {
    Ok(match CellValue::deserialize(deserializer)? {
        CellValue::Bool(flag) => Some(flag),
        CellValue::Text(text) => Some(!matches!(text.as_str(), "" | "0" | "false" | "False")),
        CellValue::Null => None,
    })
}

/// A list whose elements are read one by one; anything else as an empty list.
pub(crate) fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    deserializer.deserialize_any(ListVisitor(PhantomData))
}

/// An object; anything else as its default.
pub(crate) fn object<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    deserializer: D,
) -> Result<T, D::Error> {
    Ok(optional_object(deserializer)?.unwrap_or_default())
}

/// An object; anything else as `None`.
pub(crate) fn optional_object<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    deserializer.deserialize_any(ObjectVisitor(PhantomData))
}

/// A list of objects; what is no object in it is left out.
pub(crate) fn objects<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    let all: Vec<Element<T>> = list(deserializer)?;
    Ok(all.into_iter().filter_map(|element| element.0).collect())
}

/// The list that an answer is about, as [`objects`]. An answer in which it is no list, or missing, is another answer: what is
/// known is not to be taken for gone.
pub(crate) fn all<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    let all: Vec<Element<T>> = Vec::deserialize(deserializer)?;
    Ok(all.into_iter().filter_map(|element| element.0).collect())
}

/// An answer that is one object; a list is not read as its fields in their order.
pub(crate) fn answer<'de, T: Deserialize<'de>>(
    body: &'de [u8],
    what: &'static str,
) -> Result<T, Error> {
    let is_object = body.trim_ascii_start().starts_with(b"{");
    let read = is_object.then(|| serde_json::from_slice(body).ok());
    read.flatten().ok_or(Error::Garbled { what })
}

/// An answer that is one object, and whole.
pub(crate) fn one<T: DeserializeOwned>(
    body: &[u8],
    what: &'static str,
    is_whole: fn(&T) -> bool,
) -> Result<T, Error> {
    let read = answer(body, what)?;
    if is_whole(&read) {
        Ok(read)
    } else {
        Err(Error::Garbled { what })
    }
}

/// A list of texts that may be null.
pub(crate) fn optional_texts<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Option<String>>, D::Error> {
    let all: Vec<OptionalText> = list(deserializer)?;
    Ok(all.into_iter().map(|element| element.0).collect())
}

/// An object as texts by name, without its nulls; anything else as an empty one.
pub(crate) fn fields<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, String>, D::Error> {
    let all = optional_fields(deserializer)?;
    Ok(all
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect())
}

/// An object as texts by name, nulls included; anything else as an empty one.
pub(crate) fn optional_fields<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, Option<String>>, D::Error> {
    deserializer.deserialize_any(FieldsVisitor)
}

/// The `items` of an answer that are whole; what is no object among them is left out.
pub(crate) fn items<T: DeserializeOwned>(
    body: &[u8],
    what: &'static str,
    is_whole: fn(&T) -> bool,
) -> Result<Vec<T>, Error> {
    #[derive(serde::Deserialize)]
    #[serde(bound = "T: DeserializeOwned")]
    struct Items<T> {
        #[serde(deserialize_with = "all")]
        items: Vec<T>,
    }
    let Items { mut items } = answer(body, what)?;
    items.retain(is_whole);
    Ok(items)
}

struct OptionalText(Option<String>);

impl<'de> Deserialize<'de> for OptionalText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        optional_text(deserializer).map(Self)
    }
}

struct Element<T>(Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Element<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        optional_object(deserializer).map(Self)
    }
}

/// Every text inside a value, in order, whatever its shape: the sentences of a refusal.
#[derive(Debug, Default)]
pub(crate) struct Texts(pub Vec<String>);

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextsVisitor)
    }
}

/// Answers of a visitor for the kinds of value that hold nothing of interest.
macro_rules! without {
    (scalars => $nothing:expr) => {
        fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
            Ok($nothing)
        }
        fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
            Ok($nothing)
        }
        fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
            Ok($nothing)
        }
        fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
            Ok($nothing)
        }
        fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
            Ok($nothing)
        }
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok($nothing)
        }
    };
    (list => $nothing:expr) => {
        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
            while seq.next_element::<IgnoredAny>()?.is_some() {}
            Ok($nothing)
        }
    };
    (object => $nothing:expr) => {
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            Ok($nothing)
        }
    };
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut all = Vec::new();
        while let Some(element) = seq.next_element()? {
            all.push(element);
        }
        Ok(all)
    }

    without!(scalars => Vec::new());
    without!(object => Vec::new());
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Some)
    }

    without!(scalars => None);
    without!(list => None);
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = BTreeMap<String, Option<String>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of texts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = BTreeMap::new();
        while let Some((name, OptionalText(value))) = map.next_entry()? {
            fields.insert(name, value);
        }
        Ok(fields)
    }

    without!(scalars => BTreeMap::new());
    without!(list => BTreeMap::new());
}

struct TextsVisitor;

impl<'de> Visitor<'de> for TextsVisitor {
    type Value = Texts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("texts")
    }

    fn visit_str<E>(self, text: &str) -> Result<Texts, E> {
        Ok(Texts(vec![text.to_owned()]))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Texts, E> {
        Ok(Texts(vec![number.to_string()]))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Texts, E> {
        Ok(Texts(vec![number.to_string()]))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Texts, E> {
        Ok(Texts(vec![number.to_string()]))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Texts, E> {
        Ok(Texts::default())
    }

    fn visit_unit<E>(self) -> Result<Texts, E> {
        Ok(Texts::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Texts, A::Error> {
        let mut all = Texts::default();
        while let Some(texts) = seq.next_element::<Texts>()? {
            all.0.extend(texts.0);
        }
        Ok(all)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Texts, A::Error> {
        let mut all = Texts::default();
        while let Some((_, texts)) = map.next_entry::<IgnoredAny, Texts>()? {
            all.0.extend(texts.0);
        }
        Ok(all)
    }
}
