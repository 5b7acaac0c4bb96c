//! One spelling for each JSON value, so that its hash is the same everywhere.

use serde_json::Value;

use crate::TlogError;

/// The largest whole number that every JSON program keeps exactly.
const LARGEST: u64 = 1 << 53;

/// The value as RFC 8785 (JSON Canonicalization Scheme) writes it: no spaces, keys sorted.
///
/// # Errors
/// [`TlogError::BadNumber`] for fractions and for numbers beyond ±2^53, whose spelling differs
/// between programs.
pub fn canonical_json(value: &Value) -> Result<String, TlogError> {
    let mut out = String::new();
    write(value, &mut out)?;
    Ok(out)
}

fn write(value: &Value, out: &mut String) -> Result<(), TlogError> {
    match value {
        Value::Number(number) => {
            let small = number.as_i64().is_some_and(|n| n.unsigned_abs() <= LARGEST);
            if !small {
                return Err(TlogError::BadNumber);
            }
            out.push_str(&number.to_string());
        }
        Value::Array(items) => {
            out.push('[');
            for (n, item) in items.iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                write(item, out)?;
            }
            out.push(']');
        }
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            out.push('{');
            for (n, (key, field)) in fields.into_iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                write(field, out)?;
            }
            out.push('}');
        }
        // serde_json escapes exactly what RFC 8785 escapes.
        Value::Null | Value::Bool(_) | Value::String(_) => out.push_str(&value.to_string()),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spelling_follows_rfc_8785() {
        // The key order example of RFC 8785 §3.2.3, and escapes of §3.2.2.2.
        let value = serde_json::json!({
            "\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1f600}": 5, "\u{80}": 6, "\u{f6}": 7,
            "a": ["\u{f}\n\"\\/\u{7f}", true, null, -9_007_199_254_740_992_i64],
        });
        assert_eq!(
            canonical_json(&value).unwrap(),
            "{\"\\r\":2,\"1\":4,\"a\":[\"\\u000f\\n\\\"\\\\/\u{7f}\",true,null,-9007199254740992],\
             \"\u{80}\":6,\"\u{f6}\":7,\"\u{20ac}\":1,\"\u{1f600}\":5,\"\u{fb33}\":3}"
        );
    }

    #[test]
    fn numbers_that_programs_spell_differently_are_refused() {
        for bad in ["1.5", "1e3", "9007199254740993", "18446744073709551615"] {
            let value: Value = serde_json::from_str(bad).unwrap();
            assert!(matches!(canonical_json(&value), Err(TlogError::BadNumber)), "{bad}");
        }
    }
}
