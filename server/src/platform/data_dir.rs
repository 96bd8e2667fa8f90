//! Data folder: the SQLite file, and key files that only the owner can read.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use ed25519_dalek::SigningKey;
use rules::hash::Hex;
use rules::signed::PublicKey;

use crate::platform::encryption::ColumnCipher;
use crate::platform::random;
use crate::platform::text_file;

/// Signing key, and all public keys for verification, of receipts or of checkpoints.
#[derive(Clone)]
pub struct SigningKeys {
    /// Current signing key.
    pub signing: SigningKey,
    /// Public keys: that of the current signing key first, then those of earlier keys.
    pub public: Vec<PublicKey>,
}

/// Keys of receipts.
pub type ReceiptKeys = SigningKeys;

/// Environment variable with the encryption keys in hexadecimal, separated by spaces; the first encrypts, all
/// decrypt.
pub const VAULT_KEYS: &str = "IMK_VAULT_KEYS";

/// Environment variable with the path of a file in the format of [`VAULT_KEYS`].
pub const VAULT_KEY_FILE: &str = "IMK_VAULT_KEY_FILE";

/// Environment variable with the path of a file with the backup key, 64 hexadecimal digits.
pub const BACKUP_KEY_FILE: &str = "IMK_BACKUP_KEY_FILE";

/// Data folder of a server.
pub struct DataDir(PathBuf);

impl DataDir {
    /// Opens the folder and creates it if necessary. Only its owner may enter a new folder, and in every case the one
    /// of the keys.
    ///
    /// # Errors
    /// File system errors.
    pub fn open(path: &Path) -> io::Result<Self> {
        create_private(&path.join("keys"))?;
        Ok(Self(path.to_path_buf()))
    }

    /// URL of the SQLite database.
    pub fn sqlite_url(&self) -> String {
        format!("sqlite://{}?mode=rwc", self.0.join("imk.sqlite").display())
    }

    /// File with the checkpoints of the audit log.
    pub fn checkpoints(&self) -> PathBuf {
        self.0.join("audit-checkpoints.jsonl")
    }

    /// Loads the column cipher. Its keys come from the environment variable [`VAULT_KEYS`], otherwise from the file
    /// in [`VAULT_KEY_FILE`], otherwise from `keys/vault.key`, created at the first start, and `keys/vault-*.key`:
    /// the last by name encrypts, all decrypt. A key in `keys/vault-*.next` only decrypts, so that every server can
    /// have it before the first one encrypts with it.
    ///
    /// # Errors
    /// File system errors; [`io::ErrorKind::InvalidData`] if a file or the environment contains no valid key.
    pub fn cipher(&self) -> io::Result<ColumnCipher> {
        if let Some(keys) = std::env::var_os(VAULT_KEYS) {
            return cipher_from(&keys.to_string_lossy(), VAULT_KEYS);
        }
        if let Some(file) = std::env::var_os(VAULT_KEY_FILE) {
            let file = PathBuf::from(file);
            return cipher_from(&text_file::read(&file)?, &file.display().to_string());
        }
        let newer = self.key_names("vault-", ".key")?;
        // A first key that was removed after a rotation does not come back.
        let has_first = newer.is_empty() || self.0.join("keys/vault.key").exists();
        let mut others = if has_first { vec![self.key("vault.key")?] } else { Vec::new() };
        for name in newer {
            others.insert(0, self.key(&name)?);
        }
        let first = others.remove(0);
        for name in self.key_names("vault-", ".next")? {
            others.push(self.key(&name)?);
        }
        Ok(ColumnCipher::with_keys(&first, &others))
    }

    /// Loads the backup key from the file in [`BACKUP_KEY_FILE`], otherwise from `keys/backup.key`, created on first
    /// use.
    ///
    /// # Errors
    /// File system errors; [`io::ErrorKind::InvalidData`] if the file contains no valid key.
    pub fn backup_key(&self) -> io::Result<[u8; 32]> {
        match std::env::var_os(BACKUP_KEY_FILE) {
            Some(file) => read_key(Path::new(&file)),
            None => self.key("backup.key"),
        }
    }

    /// Loads the keys of receipts. `keys/receipt-*.key` contain private keys: the last by name signs, all verify. To
    /// rotate, add a new key and restart (docs/operate.md).
    ///
    /// # Errors
    /// File system errors; [`io::ErrorKind::InvalidData`] if a file contains no valid key.
    pub fn receipt_keys(&self) -> io::Result<ReceiptKeys> {
        self.signing_keys("receipt")
    }

    /// Loads the keys of checkpoints from `keys/audit-*.key`, in the same way as those of receipts.
    ///
    /// # Errors
    /// As [`DataDir::receipt_keys`].
    pub fn audit_keys(&self) -> io::Result<SigningKeys> {
        self.signing_keys("audit")
    }

    fn signing_keys(&self, purpose: &str) -> io::Result<SigningKeys> {
        let mut names = self.key_names(&format!("{purpose}-"), ".key")?;
        if names.is_empty() {
            names.push(format!("{purpose}-0001.key"));
        }
        let keys: io::Result<Vec<SigningKey>> =
            names.iter().rev().map(|name| self.key(name).map(|seed| SigningKey::from_bytes(&seed))).collect();
        let keys = keys?;
        let public = keys.iter().map(PublicKey::of).collect();
        let signing = keys.into_iter().next().ok_or(io::ErrorKind::NotFound)?;
        Ok(SigningKeys { signing, public })
    }

    fn key_names(&self, start: &str, end: &str) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(self.0.join("keys"))? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name.starts_with(start) && name.ends_with(end) {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    fn key(&self, name: &str) -> io::Result<[u8; 32]> {
        let path = self.0.join("keys").join(name);
        if !path.exists() {
            write_private(&path, &Hex(random::bytes::<32>().map_err(io::Error::other)?).to_string())?;
        }
        read_key(&path)
    }
}

fn read_key(path: &Path) -> io::Result<[u8; 32]> {
    let bad =
        |_| io::Error::new(io::ErrorKind::InvalidData, format!("{} contains no valid 32-byte key", path.display()));
    Hex::<32>::parse(&text_file::read(path)?).map(|key| key.0).map_err(bad)
}

fn cipher_from(keys: &str, source: &str) -> io::Result<ColumnCipher> {
    let bad =
        || io::Error::new(io::ErrorKind::InvalidData, format!("{source} contains no valid 32-byte key in hexadecimal"));
    let keys: Option<Vec<[u8; 32]>> =
        keys.split_whitespace().map(|key| Hex::<32>::parse(key).ok().map(|key| key.0)).collect();
    let keys = keys.ok_or_else(bad)?;
    let (first, others) = keys.split_first().ok_or_else(bad)?;
    Ok(ColumnCipher::with_keys(first, others))
}

/// Creates a folder and its parents with access for the owner only. The folder itself gets this access also if it
/// exists.
fn create_private(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
        builder.mode(0o700);
        builder.create(path)?;
        if fs::metadata(path)?.permissions().mode() & 0o077 != 0 {
            fs::set_permissions(path, fs::Permissions::from_mode(0o700))?;
        }
        Ok(())
    }
    #[cfg(not(unix))]
    builder.create(path)
}

fn write_private(path: &Path, text: &str) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_created_once_and_private_to_their_owner() {
        let folder = tempfile::tempdir().unwrap();
        let dir = DataDir::open(folder.path()).unwrap();
        let (first, again) = (dir.receipt_keys().unwrap(), dir.receipt_keys().unwrap());
        assert_eq!(first.public, again.public);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(&folder.path().join("keys/receipt-0001.key")), 0o600);
            assert_eq!(mode(&folder.path().join("keys")), 0o700);
            let new = folder.path().join("new/data");
            DataDir::open(&new).unwrap();
            assert_eq!((mode(&new), mode(&new.join("keys"))), (0o700, 0o700));
            fs::set_permissions(new.join("keys"), fs::Permissions::from_mode(0o755)).unwrap();
            DataDir::open(&new).unwrap();
            assert_eq!(mode(&new.join("keys")), 0o700);
        }
    }

    #[test]
    fn removed_first_key_does_not_come_back() {
        let folder = tempfile::tempdir().unwrap();
        let dir = DataDir::open(folder.path()).unwrap();
        dir.cipher().unwrap();
        write_private(&folder.path().join("keys/vault-0002.key"), &"07".repeat(32)).unwrap();
        assert_eq!(dir.cipher().unwrap().key_names().len(), 2);
        fs::remove_file(folder.path().join("keys/vault.key")).unwrap();
        assert_eq!(dir.cipher().unwrap().key_names(), ColumnCipher::new(&[7; 32]).key_names());
        assert!(!folder.path().join("keys/vault.key").exists());
    }

    #[test]
    fn new_key_signs_and_old_key_still_verifies() {
        let folder = tempfile::tempdir().unwrap();
        let dir = DataDir::open(folder.path()).unwrap();
        let old = dir.receipt_keys().unwrap();
        write_private(&folder.path().join("keys/receipt-0002.key"), &"07".repeat(32)).unwrap();
        let new = dir.receipt_keys().unwrap();
        assert_eq!(new.public[0], PublicKey::of(&new.signing));
        assert_ne!(new.public[0], old.public[0]);
        assert!(new.public.contains(&old.public[0]));
    }

    #[test]
    fn last_key_encrypts_and_next_key_only_decrypts() {
        let folder = tempfile::tempdir().unwrap();
        let dir = DataDir::open(folder.path()).unwrap();
        let [first] = dir.cipher().unwrap().key_names()[..] else { panic!("one key") };
        write_private(&folder.path().join("keys/vault-0002.next"), &"07".repeat(32)).unwrap();
        let second = ColumnCipher::new(&[7; 32]).key_names()[0];
        assert_eq!(dir.cipher().unwrap().key_names(), [first, second]);
        fs::rename(folder.path().join("keys/vault-0002.next"), folder.path().join("keys/vault-0002.key")).unwrap();
        assert_eq!(dir.cipher().unwrap().key_names(), [second, first]);
        write_private(&folder.path().join("keys/vault-0003.key"), &"08".repeat(32)).unwrap();
        let third = ColumnCipher::new(&[8; 32]).key_names()[0];
        assert_eq!(dir.cipher().unwrap().key_names(), [third, second, first]);
    }

    #[test]
    fn key_text_is_split_at_whitespace_and_validated() {
        let (one, two) = ("07".repeat(32), "08".repeat(32));
        let cipher = cipher_from(&format!("{one}\n{two}\n"), "a file").unwrap();
        assert_eq!(cipher.key_names(), ColumnCipher::with_keys(&[7; 32], &[[8; 32]]).key_names());
        for bad in ["", " \n", &one[1..], &format!("{one},{two}"), &"0G".repeat(32)] {
            assert!(cipher_from(bad, "a file").err().unwrap().to_string().contains("a file"), "{bad}");
        }
    }

    #[test]
    fn file_without_a_key_is_reported() {
        let folder = tempfile::tempdir().unwrap();
        let dir = DataDir::open(folder.path()).unwrap();
        fs::write(folder.path().join("keys/vault.key"), "short").unwrap();
        let error = dir.cipher().err().unwrap();
        assert!(error.to_string().contains("vault.key"));
    }
}
