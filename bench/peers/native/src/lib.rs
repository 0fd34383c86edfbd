//! The native peers of bench/peers/run.py behind two C functions, so that Python calls all of them through the same thin layer.

use compact_enc_det::{detect_encoding, DetectHints, TextCorpusType};
use encoding_rs::Encoding;
use std::ffi::{c_char, c_int, c_void, CStr};
use std::slice;

/// Decodes `size` bytes by the encoding of a label into UTF-8 as encoding_rs's one-shot call does, and returns the number of bytes of
/// text; -1 if there is no such label. `times` repeats it, so that the cost of the call from Python does not count.
///
/// # Safety
/// `label` is a C string and `data` points to `size` bytes.
#[no_mangle]
pub unsafe extern "C" fn rs_decode(label: *const c_char, data: *const u8, size: usize, times: usize) -> isize {
    let Some(encoding) = Encoding::for_label(CStr::from_ptr(label).to_bytes()) else { return -1 };
    let bytes = slice::from_raw_parts(data, size);
    let mut written = 0;
    for _ in 0..times {
        let (text, _) = encoding.decode_without_bom_handling(std::hint::black_box(bytes));
        written = std::hint::black_box(text.len());
    }
    written as isize
}

/// Copies what encoding_rs makes of `size` bytes into `out` if there is room, and returns its size. The oracle of the tests:
/// `encode` = 0 decodes without looking for a byte order mark, 1 encodes UTF-8 with numeric character references.
///
/// # Safety
/// `label` is a C string, `data` points to `size` bytes and `out` to room for `capacity`.
#[no_mangle]
pub unsafe extern "C" fn rs_convert(label: *const c_char, encode: c_int, data: *const u8, size: usize, out: *mut u8, capacity: usize) -> isize {
    let Some(encoding) = Encoding::for_label(CStr::from_ptr(label).to_bytes()) else { return -1 };
    let bytes = slice::from_raw_parts(data, size);
    let made = if encode == 0 {
        encoding.decode_without_bom_handling(bytes).0.into_owned().into_bytes()
    } else {
        encoding.encode(std::str::from_utf8_unchecked(bytes)).0.into_owned()
    };
    if made.len() <= capacity {
        std::ptr::copy_nonoverlapping(made.as_ptr(), out, made.len());
    }
    made.len() as isize
}

/// The MIME name of what CED takes `size` bytes for: the corpus of the web, no hints. A static string; empty if it has none.
///
/// # Safety
/// `data` points to `size` bytes.
#[no_mangle]
pub unsafe extern "C" fn ced_detect(data: *const c_char, size: c_int, _reserved: *mut c_void) -> *const c_char {
    let bytes = slice::from_raw_parts(data.cast::<u8>(), size as usize);
    let hints = DetectHints { corpus_type: TextCorpusType::WEB_CORPUS, ignore_7bit_mail_encodings: false, ..Default::default() };
    names::of(&detect_encoding(bytes, hints).mime_name)
}

mod names {
    use std::collections::HashMap;
    use std::ffi::{c_char, CString};
    use std::sync::{Mutex, OnceLock};

    /// The name as a C string that is never freed; there are a few dozen.
    pub fn of(name: &str) -> *const c_char {
        static KNOWN: OnceLock<Mutex<HashMap<String, &'static CString>>> = OnceLock::new();
        let mut known = KNOWN.get_or_init(Default::default).lock().unwrap();
        if let Some(found) = known.get(name) {
            return found.as_ptr();
        }
        let made: &'static CString = Box::leak(Box::new(CString::new(name).unwrap_or_default()));
        known.insert(name.to_owned(), made);
        made.as_ptr()
    }
}
