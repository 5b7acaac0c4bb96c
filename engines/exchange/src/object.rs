//! Takes the known properties out of a JSON object; what remains is kept as it is.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::limits::{MAX_NAME, MAX_WHOLE};
use crate::refusal::{Reason, Refusals, Wanted, pointer};

/// A JSON object that is being read. `null` and an empty list or object say nothing; they stay among
/// the unknown properties, so that they are written again as they were.
pub struct Object<'r> {
    at: String,
    map: Map<String, Value>,
    refusals: &'r Refusals,
}

impl<'r> Object<'r> {
    /// The object at that place, if it is one.
    pub fn open(at: String, value: Value, refusals: &'r Refusals) -> Option<Self> {
        if let Value::Object(map) = value {
            return Some(Self { at, map, refusals });
        }
        refusals.add(at, Reason::WrongType { wanted: Wanted::Object });
        None
    }

    /// A text.
    pub fn text(&mut self, key: &str) -> Option<String> {
        self.take(key, Wanted::Text, |value| match value {
            Value::String(text) => Some(text),
            _ => None,
        })
    }

    /// A short text, such as an id.
    pub fn name(&mut self, key: &str) -> Option<String> {
        let name = self.text(key)?;
        if name.len() > MAX_NAME {
            self.refuse(key, Reason::TextTooLong { limit: MAX_NAME });
        }
        Some(name)
    }

    /// A short text that must be there.
    pub fn required(&mut self, key: &str) -> String {
        if self.map.get(key).is_none_or(Value::is_null) {
            let reason = Reason::MissingProperty { property: key.to_owned() };
            self.refusals.add(self.at.clone(), reason);
        }
        self.name(key).unwrap_or_default()
    }

    /// A whole number from 0.
    pub fn whole(&mut self, key: &str) -> Option<u64> {
        let whole = |value: &Value| value.as_u64().filter(|number| *number <= MAX_WHOLE);
        self.take(key, Wanted::WholeNumber, |value| whole(&value))
    }

    /// True or false.
    pub fn flag(&mut self, key: &str) -> Option<bool> {
        self.take(key, Wanted::YesOrNo, |value| value.as_bool())
    }

    /// Any value.
    pub fn any(&mut self, key: &str) -> Option<Value> {
        self.map.shift_remove(key)
    }

    /// How many entries an object has, if it is there and an object.
    pub fn size(&self, key: &str) -> Option<usize> {
        Some(self.map.get(key)?.as_object().map_or(0, Map::len))
    }

    /// How many items a list has, if it is there and a list.
    pub fn length(&self, key: &str) -> Option<usize> {
        Some(self.map.get(key)?.as_array()?.len())
    }

    /// Takes away properties that are `null`, for formats in which that means nothing.
    pub fn drop_nulls(&mut self) {
        self.map.retain(|_, value| !value.is_null());
    }

    /// A list as it is.
    pub fn values(&mut self, key: &str) -> Vec<Value> {
        self.list(key, |_, value, _| Some(value))
    }

    /// A list of short texts.
    pub fn names(&mut self, key: &str) -> Vec<String> {
        self.list(key, |at, value, refusals| {
            let Value::String(name) = value else {
                refusals.add(at, Reason::WrongType { wanted: Wanted::Text });
                return None;
            };
            Some(name)
        })
    }

    /// A list of objects.
    pub fn objects<T>(&mut self, key: &str, read: impl Fn(Object<'r>) -> T) -> Vec<T> {
        self.list(key, |at, value, refusals| Object::open(at, value, refusals).map(&read))
    }

    /// An object whose values are objects, such as definitions by id.
    pub fn entries<T>(
        &mut self,
        key: &str,
        read: impl Fn(Object<'r>) -> Option<T>,
    ) -> IndexMap<String, T> {
        let (at, refusals) = (pointer(&self.at, key), self.refusals);
        let entries = self.map_of(key).into_iter();
        let open = |id: &String, value| Object::open(pointer(&at, id), value, refusals);
        entries
            .filter_map(|(id, value)| {
                let entry = open(&id, value).and_then(&read)?;
                Some((id, entry))
            })
            .collect()
    }

    /// An object as it is.
    pub fn map_of(&mut self, key: &str) -> Map<String, Value> {
        if self.map.get(key).is_some_and(|value| value.as_object().is_some_and(Map::is_empty)) {
            return Map::new();
        }
        let map = self.take(key, Wanted::Object, |value| match value {
            Value::Object(map) => Some(map),
            _ => None,
        });
        map.unwrap_or_default()
    }

    /// The properties that nobody asked for.
    pub fn rest(self) -> Map<String, Value> {
        self.map
    }

    /// Adds a refusal at one property, or at the object itself.
    pub fn refuse(&self, key: &str, reason: Reason) {
        let at = if key.is_empty() { self.at.clone() } else { pointer(&self.at, key) };
        self.refusals.add(at, reason);
    }

    fn list<T>(
        &mut self,
        key: &str,
        read: impl Fn(String, Value, &'r Refusals) -> Option<T>,
    ) -> Vec<T> {
        if self.map.get(key).is_some_and(|value| value.as_array().is_some_and(Vec::is_empty)) {
            return Vec::new();
        }
        let list = self.take(key, Wanted::List, |value| match value {
            Value::Array(list) => Some(list),
            _ => None,
        });
        let (at, refusals) = (pointer(&self.at, key), self.refusals);
        let items = list.into_iter().flatten().enumerate();
        items.filter_map(|(index, value)| read(pointer(&at, index), value, refusals)).collect()
    }

    fn take<T>(
        &mut self,
        key: &str,
        wanted: Wanted,
        convert: impl FnOnce(Value) -> Option<T>,
    ) -> Option<T> {
        if self.map.get(key)?.is_null() {
            return None;
        }
        let value = self.map.shift_remove(key)?;
        let converted = convert(value);
        if converted.is_none() {
            self.refuse(key, Reason::WrongType { wanted });
        }
        converted
    }
}
