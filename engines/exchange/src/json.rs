//! JSON from strangers: bounded in size, depth and number of values, and without a property that
//! stands twice (which ordinary readers silently lose).

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::limits::{MAX_BYTES, MAX_DEPTH, MAX_TEXT, MAX_VALUES, MAX_WHOLE};
use crate::refusal::{Reason, Refusals, pointer};

/// The value of the file, as far as it can be read; what is wrong goes into `refusals`.
pub fn parse(bytes: &[u8], refusals: &Refusals) -> Option<Value> {
    if bytes.len() > MAX_BYTES {
        refusals.add("", Reason::TooLarge { bytes: bytes.len(), limit: MAX_BYTES });
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let values = Cell::new(0);
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let seed = Reader { at: Place::Whole, depth: 0, values: &values, refusals };
    let read = seed.deserialize(&mut json).and_then(|value| json.end().map(|()| value));
    match read {
        Ok(value) => Some(value),
        Err(_) if values.get() > MAX_VALUES => {
            refusals.add("", Reason::TooManyValues { limit: MAX_VALUES });
            None
        }
        Err(error) => {
            refusals.add("", Reason::NotJson { line: error.line(), column: error.column() });
            None
        }
    }
}

/// Where the reader stands; written out only when something is wrong there.
#[derive(Clone, Copy)]
enum Place<'a> {
    Whole,
    Key(&'a Place<'a>, &'a str),
    Item(&'a Place<'a>, usize),
}

impl Place<'_> {
    fn pointer(&self) -> String {
        match self {
            Self::Whole => String::new(),
            Self::Key(parent, key) => pointer(&parent.pointer(), key),
            Self::Item(parent, index) => pointer(&parent.pointer(), index),
        }
    }

    const fn is_workflow(&self) -> bool {
        matches!(self, Self::Key(Place::Whole, key) if matches!(key.as_bytes(), b"workflow"))
    }
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    at: Place<'a>,
    depth: usize,
    values: &'a Cell<usize>,
    refusals: &'a Refusals,
}

impl Reader<'_> {
    fn refuse(&self, reason: Reason) {
        self.refusals.add(self.at.pointer(), reason);
    }

    fn checked_text(&self, text: &str) -> Value {
        if text.len() > MAX_TEXT {
            self.refuse(Reason::TextTooLong { limit: MAX_TEXT });
        }
        Value::String(text.to_owned())
    }

    fn too_deep(&self) -> bool {
        let deep = self.depth >= MAX_DEPTH;
        if deep {
            self.refuse(Reason::TooDeep { limit: MAX_DEPTH });
        }
        deep
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Value, D::Error> {
        self.values.set(self.values.get() + 1);
        if self.values.get() > MAX_VALUES {
            return Err(D::Error::custom("too many values"));
        }
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        if number > MAX_WHOLE {
            self.refuse(Reason::NumberOutOfRange);
        }
        Ok(Value::Number(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        if number.unsigned_abs() > MAX_WHOLE {
            self.refuse(Reason::NumberOutOfRange);
        }
        Ok(Value::Number(number.into()))
    }

    /// Also whole numbers that fit no other type arrive here.
    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        if number.abs() > 9_007_199_254_740_991.0 {
            self.refuse(Reason::NumberOutOfRange);
        }
        Ok(Number::from_f64(number).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(self.checked_text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        if self.too_deep() {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Value::Null);
        }
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(Reader {
            at: Place::Item(&self.at, items.len()),
            depth: self.depth + 1,
            ..self
        })? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        if self.too_deep() {
            while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(Value::Null);
        }
        let mut map = Map::new();
        while let Some(key) = object.next_key::<String>()? {
            let at = Place::Key(&self.at, &key);
            let value = object.next_value_seed(Reader { at, depth: self.depth + 1, ..self })?;
            if map.contains_key(&key) {
                let reason = if self.at.is_workflow() {
                    Reason::DuplicateStep { id: key.clone() }
                } else {
                    Reason::DuplicateKey { key: key.clone() }
                };
                self.refusals.add(at.pointer(), reason);
            } else {
                map.insert(key, value);
            }
        }
        Ok(Value::Object(map))
    }
}
