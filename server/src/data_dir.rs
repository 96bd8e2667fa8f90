//! The data directory: the SQLite file, and the keys in files that only the owner can read.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use ed25519_dalek::SigningKey;
use rules::hash::Hex;
use rules::receipt::PublicKey;

use crate::random;
use crate::vault::Vault;

/// The key that signs new confirmations, and every key under which confirmations verify.
#[derive(Clone)]
pub struct ReceiptKeys {
    /// Signs.
    pub signing: SigningKey,
    /// Verify: the signing key's public half first, then those of earlier keys.
    pub public: Vec<PublicKey>,
}

/// A folder with everything a server keeps beside its database.
pub struct DataDir(PathBuf);

impl DataDir {
    /// Opens the folder, and makes it where it is missing.
    ///
    /// # Errors
    /// Whatever the file system says.
    pub fn open(path: &Path) -> io::Result<Self> {
        fs::create_dir_all(path.join("keys"))?;
        Ok(Self(path.to_path_buf()))
    }

    /// The SQLite database, as a URL.
    pub fn sqlite_url(&self) -> String {
        format!("sqlite://{}?mode=rwc", self.0.join("imk.sqlite").display())
    }

    /// The vault under the key in `keys/vault.key`, made at the first start.
    ///
    /// # Errors
    /// Whatever the file system says; [`io::ErrorKind::InvalidData`] where the file holds no key.
    pub fn vault(&self) -> io::Result<Vault> {
        self.key("vault.key").map(|key| Vault::new(&key))
    }

    /// The keys for confirmations. `keys/receipt-*.key` hold private keys: the last by name signs, and all verify.
    /// To rotate, put a new key beside the old ones and start again (docs/operate.md).
    ///
    /// # Errors
    /// Whatever the file system says; [`io::ErrorKind::InvalidData`] where a file holds no key.
    pub fn receipt_keys(&self) -> io::Result<ReceiptKeys> {
        let mut names = self.receipt_key_names()?;
        if names.is_empty() {
            names.push("receipt-0001.key".to_owned());
        }
        let keys: io::Result<Vec<SigningKey>> =
            names.iter().rev().map(|name| self.key(name).map(|seed| SigningKey::from_bytes(&seed))).collect();
        let keys = keys?;
        let public = keys.iter().map(PublicKey::of).collect();
        let signing = keys.into_iter().next().ok_or(io::ErrorKind::NotFound)?;
        Ok(ReceiptKeys { signing, public })
    }

    fn receipt_key_names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(self.0.join("keys"))? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name.starts_with("receipt-") && name.ends_with(".key") {
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
        let text = fs::read_to_string(&path)?;
        let bad = |_| io::Error::new(io::ErrorKind::InvalidData, format!("{} holds no 32-byte key", path.display()));
        Hex::<32>::parse(text.trim()).map(|key| key.0).map_err(bad)
    }
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
    fn keys_are_made_once_and_only_their_owner_can_read_them() {
        let folder = tempfile::tempdir().unwrap();
        let dir = DataDir::open(folder.path()).unwrap();
        let (first, again) = (dir.receipt_keys().unwrap(), dir.receipt_keys().unwrap());
        assert_eq!(first.public, again.public);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(folder.path().join("keys/receipt-0001.key")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn after_a_rotation_the_new_key_signs_and_the_old_one_still_verifies() {
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
    fn a_file_that_holds_no_key_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let dir = DataDir::open(folder.path()).unwrap();
        fs::write(folder.path().join("keys/vault.key"), "short").unwrap();
        let error = dir.vault().err().unwrap();
        assert!(error.to_string().contains("vault.key"));
    }
}
