//! Dumps the indexes of the WHATWG Encoding Standard, as the crate encoding_rs decodes them, into the tables of the encoding room.
//!
//!     cargo run --release -- OUTPUT_DIRECTORY [SINGLE_BYTE_EXTRAS]
//!
//! writes double_byte.table, single_byte.inc and gb18030_ranges.inc. How each is laid out is said in cpp/data/encoding/README.md.

use encoding_rs::{Encoding, BIG5, EUC_JP, EUC_KR, GB18030, SHIFT_JIS};
use std::fmt::Write as _;
use std::{env, fs, path::Path};

/// The one code point that `bytes` stand for; None if they are malformed or stand for more than one.
fn decode(encoding: &'static Encoding, bytes: &[u8]) -> Option<u32> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(c), None) => Some(c as u32),
        _ => None,
    }
}

fn rows(encoding: &'static Encoding, leads: std::ops::RangeInclusive<u8>, trails: std::ops::RangeInclusive<u8>, prefix: &[u8]) -> Vec<u32> {
    let mut found = Vec::new();
    for lead in leads {
        for trail in trails.clone() {
            let mut bytes = prefix.to_vec();
            bytes.extend([lead, trail]);
            found.push(decode(encoding, &bytes).unwrap_or(0));
        }
    }
    found
}

fn put(out: &mut Vec<u8>, values: &[u32]) {
    for value in values {
        out.extend((*value as u16).to_le_bytes());
    }
}

fn gb18030_four(pointer: u32) -> [u8; 4] {
    [0x81 + (pointer / 12600) as u8, 0x30 + (pointer / 1260 % 10) as u8, 0x81 + (pointer / 10 % 126) as u8, 0x30 + (pointer % 10) as u8]
}

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let folder = Path::new(arguments.get(1).expect("usage: encoding_tables OUTPUT_DIRECTORY"));

    // Dense blocks of 16-bit code points, one row a lead byte; 0 is "not mapped".
    let gbk = rows(GB18030, 0x81..=0xFE, 0x40..=0xFE, &[]);
    let big5 = rows(BIG5, 0x87..=0xFE, 0x40..=0xFE, &[]);
    let euc_kr = rows(EUC_KR, 0x81..=0xFE, 0x41..=0xFE, &[]);
    let mut sjis = rows(SHIFT_JIS, 0x81..=0x9F, 0x40..=0xFC, &[]);
    sjis.extend(rows(SHIFT_JIS, 0xE0..=0xFC, 0x40..=0xFC, &[]));
    let jis0208 = rows(EUC_JP, 0xA1..=0xFE, 0xA1..=0xFE, &[]);
    let jis0212 = rows(EUC_JP, 0xA1..=0xFE, 0xA1..=0xFE, &[0x8F]);
    // Big5 (HKSCS) has characters of plane 2: their entries are D800 + n, the n-th of a list of the low 16 bits behind the blocks.
    let mut astral = Vec::new();
    let big5: Vec<u32> = big5
        .iter()
        .map(|value| {
            assert!(*value < 0x30000 && (*value < 0x10000 || *value >= 0x20000));
            if *value < 0x10000 {
                return *value;
            }
            astral.push(*value & 0xFFFF);
            0xD800 + astral.len() as u32 - 1
        })
        .collect();
    assert!(astral.len() <= 0x800);
    let mut out = Vec::new();
    for block in [&gbk, &big5, &euc_kr, &sjis, &jis0208, &jis0212, &astral] {
        put(&mut out, block);
    }
    for block in [&gbk, &euc_kr, &sjis, &jis0208, &jis0212] {
        assert!(block.iter().all(|value| *value < 0x10000));
    }
    fs::write(folder.join("double_byte.table"), &out).unwrap();

    // Four-byte GB18030: (pointer, code point) wherever the difference of the two changes.
    let mut text = String::from("// Made by cpp/tools/encoding_tables. Starts of the ranges of four-byte GB18030: {pointer, code point}; code point 0: not mapped.\n");
    let mut last = i64::MAX;
    for pointer in 0..=1587599u32 {
        let found = decode(GB18030, &gb18030_four(pointer)).map_or(0, |c| c);
        let key = if found == 0 && pointer != 0 { -1_i64 - 1_000_000_000 } else { found as i64 - pointer as i64 };
        if key != last {
            writeln!(text, "{{{pointer}, 0x{found:X}}},").unwrap();
            last = key;
        }
    }
    fs::write(folder.join("gb18030_ranges.inc"), text).unwrap();

    let names = [
        "ibm866", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8", "iso-8859-10",
        "iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16", "koi8-r", "koi8-u", "macintosh", "windows-1250", "windows-1251",
        "windows-1252", "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-1258", "windows-874",
        "x-mac-cyrillic",
    ];
    let mut text = String::from("// Made by cpp/tools/encoding_tables. Code points of bytes 80 to FF; 0: not mapped.\n");
    for name in names {
        let encoding = Encoding::for_label(name.as_bytes()).unwrap();
        write!(text, "{{\"{name}\",\n {{").unwrap();
        for byte in 0x80..=0xFFu8 {
            let value = decode(encoding, &[byte]).unwrap_or(0);
            write!(text, "{}0x{value:04X},", if byte % 16 == 0 && byte != 0x80 { "\n  " } else { "" }).unwrap();
        }
        text.push_str("}},\n");
    }
    fs::write(folder.join("single_byte.inc"), text).unwrap();
}
