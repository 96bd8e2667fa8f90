//! Backup file: the whole database, encrypted with the backup key.
//!
//! Two plain lines, then encrypted chunks, each after its length in four big-endian bytes:
//!
//! ```text
//! imk-backup-1
//! {"at":"2025-06-10T06:14:00Z","nonce":"…","schema":5}
//! ```
//!
//! The chunks use XChaCha20-Poly1305 in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015;
//! `aead-stream`). Each is bound to its number, to being the last or not, and to the two lines. A changed, moved,
//! missing or additional chunk does not decrypt, and a truncated file has no last chunk. The decrypted content is one
//! record per line as JSON ([`Record`]), and a last line with their number.

use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;

use aead_stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::aead::Payload;
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305};
use chrono::{DateTime, Utc};
use rules::hash::Hex;
use serde::{Deserialize, Serialize};

use crate::platform::random;
use crate::platform::store::Record;

const FORMAT: &str = "imk-backup-1";

/// Minimum plain size of a chunk in bytes, except for the last one.
const PIECE: usize = 64 * 1024;

/// Maximum encrypted size of a chunk: a chunk, the record that completed it, and the tag.
const LONGEST_PIECE: u32 = 16 * 1024 * 1024;

const NONCE_BYTES: usize = 19;

/// Plain header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Start of the backup.
    pub at: DateTime<Utc>,
    /// Random part of the chunks' nonces.
    pub nonce: Hex<NONCE_BYTES>,
    /// Schema version of the program that wrote it.
    pub schema: i64,
}

/// Last line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    records: u64,
}

/// Writer of a backup, which is complete only after [`Writer::finish`].
pub struct Writer {
    file: File,
    lines: String,
    encryptor: EncryptorBE32<XChaCha20Poly1305>,
    piece: Vec<u8>,
    records: u64,
}

impl Writer {
    /// Creates a new backup file that only its owner can read.
    ///
    /// # Errors
    /// File system errors; the file must not exist.
    pub fn create(path: &Path, key: &[u8; 32], schema: i64, at: DateTime<Utc>) -> io::Result<Self> {
        let nonce: [u8; NONCE_BYTES] = random::bytes().map_err(io::Error::other)?;
        let header = Header { at, nonce: Hex(nonce), schema };
        let lines = format!("{FORMAT}\n{}\n", serde_json::to_string(&header)?);
        let mut file = new_private_file(path)?;
        file.write_all(lines.as_bytes())?;
        let cipher = XChaCha20Poly1305::new(&derived(key).into());
        let encryptor = EncryptorBE32::from_aead(cipher, &nonce.into());
        Ok(Self { file, lines, encryptor, piece: Vec::new(), records: 0 })
    }

    /// Adds a record.
    ///
    /// # Errors
    /// File system errors.
    pub fn add(&mut self, record: &Record) -> io::Result<()> {
        serde_json::to_writer(&mut self.piece, record)?;
        self.piece.push(b'\n');
        self.records += 1;
        if self.piece.len() < PIECE {
            return Ok(());
        }
        let piece = std::mem::take(&mut self.piece);
        let payload = Payload { msg: &piece, aad: self.lines.as_bytes() };
        let encrypted = self.encryptor.encrypt_next(payload).map_err(|_| too_long())?;
        write_piece(&mut self.file, &encrypted)
    }

    /// Completes the backup and returns the number of its records.
    ///
    /// # Errors
    /// File system errors.
    pub fn finish(mut self) -> io::Result<u64> {
        serde_json::to_writer(&mut self.piece, &End { records: self.records })?;
        let payload = Payload { msg: &self.piece, aad: self.lines.as_bytes() };
        let encrypted = self.encryptor.encrypt_last(payload).map_err(|_| too_long())?;
        write_piece(&mut self.file, &encrypted)?;
        self.file.sync_all()?;
        Ok(self.records)
    }
}

fn too_long() -> io::Error {
    io::Error::other("the backup is too long for the cipher")
}

fn write_piece(file: &mut File, encrypted: &[u8]) -> io::Result<()> {
    let length = u32::try_from(encrypted.len()).ok().filter(|length| *length <= LONGEST_PIECE).ok_or_else(too_long)?;
    file.write_all(&length.to_be_bytes())?;
    file.write_all(encrypted)
}

fn new_private_file(path: &Path) -> io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}

/// Derives the key of the cipher, in case the same key file is used for another purpose.
fn derived(key: &[u8; 32]) -> [u8; 32] {
    rules::hash::sha256(&[b"imk-backup-seal\n", key]).0
}

/// Reader of a backup. Each returned record is authentic, but completeness is known only at the end: read the file
/// twice, first to check it, then to use it.
pub struct Reader {
    file: BufReader<File>,
    header: Header,
    lines: String,
    decryptor: Option<DecryptorBE32<XChaCha20Poly1305>>,
    piece: Vec<u8>,
    at: usize,
    records: u64,
}

fn incomplete(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_owned())
}

impl Reader {
    /// Opens a backup and reads its header.
    ///
    /// # Errors
    /// File system errors; [`io::ErrorKind::InvalidData`] if it is not a backup of this format.
    pub fn open(path: &Path, key: &[u8; 32]) -> io::Result<Self> {
        let mut file = BufReader::new(File::open(path)?);
        let mut lines = String::new();
        // Another kind of file may contain no line feed.
        file.by_ref()
            .take(1024)
            .read_line(&mut lines)
            .map_err(|_| incomplete("not a backup of the learning account"))?;
        if lines.trim_end() != FORMAT {
            return Err(incomplete("not a backup of the learning account, or of another format version"));
        }
        let start = lines.len();
        file.by_ref().take(1024).read_line(&mut lines)?;
        let header: Header =
            serde_json::from_str(&lines[start..]).map_err(|_| incomplete("the second line is not a backup header"))?;
        let cipher = XChaCha20Poly1305::new(&derived(key).into());
        let decryptor = Some(DecryptorBE32::from_aead(cipher, &header.nonce.0.into()));
        Ok(Self { file, header, lines, decryptor, piece: Vec::new(), at: 0, records: 0 })
    }

    /// Header; authentic once the first record was read.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Reads to the end and returns the number of records.
    ///
    /// # Errors
    /// As [`Reader::read_record`].
    pub fn check(mut self) -> io::Result<u64> {
        while self.read_record()?.is_some() {}
        Ok(self.records)
    }

    /// Returns the next record; `None` after the last one of a complete backup.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidData`] if a chunk was changed, moved, removed or added, the file is too short or too
    /// long, or the key is wrong.
    pub fn read_record(&mut self) -> io::Result<Option<Record>> {
        loop {
            let rest = &self.piece[self.at..];
            if let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
                let record = serde_json::from_slice(&rest[..end]).map_err(|_| incomplete("a line is not a record"))?;
                self.at += end + 1;
                self.records += 1;
                return Ok(Some(record));
            }
            if self.decryptor.is_none() {
                let end: End = serde_json::from_slice(rest).map_err(|_| incomplete("the last line is missing"))?;
                return if end.records == self.records { Ok(None) } else { Err(incomplete("records are missing")) };
            }
            self.next_piece()?;
        }
    }

    fn next_piece(&mut self) -> io::Result<()> {
        let mut length = [0; 4];
        self.file.read_exact(&mut length).map_err(|_| incomplete("the file is truncated"))?;
        let length = u32::from_be_bytes(length);
        if length > LONGEST_PIECE {
            return Err(incomplete("a chunk is too long"));
        }
        let mut encrypted = vec![0; length as usize];
        self.file.read_exact(&mut encrypted).map_err(|_| incomplete("the file is truncated"))?;
        let last = self.file.fill_buf()?.is_empty();
        let payload = Payload { msg: &encrypted, aad: self.lines.as_bytes() };
        let Some(mut decryptor) = self.decryptor.take() else {
            return Err(incomplete("the file continues after its last chunk"));
        };
        let opened = if last {
            decryptor.decrypt_last(payload)
        } else {
            let opened = decryptor.decrypt_next(payload);
            self.decryptor = Some(decryptor);
            opened
        };
        let opened = opened.map_err(|_| {
            incomplete("a chunk does not decrypt: the file was changed or truncated, or the key is wrong")
        })?;
        // A record may continue in the next chunk.
        self.piece.drain(..self.at);
        self.at = 0;
        self.piece.extend(opened);
        Ok(())
    }
}

impl Iterator for Reader {
    type Item = io::Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read_record().transpose()
    }
}
