//! Call packs by the hash of their content. No decision is stored without its pack.

use rules::call::Call;
use sqlx::AnyConnection;

use crate::platform::store::row::text;
use crate::platform::store::{Result, Store};

impl Store {
    /// Stores a call, so that applications can refer to it. An existing pack is not changed.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails.
    pub async fn put_call(&self, call: &Call) -> Result<()> {
        put(&mut *self.write.acquire().await?, call).await
    }

    /// Returns the stored content of the pack with this hash.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails.
    pub async fn pack(&self, hash: &str) -> Result<Option<String>> {
        let row =
            sqlx::query("SELECT content FROM call_pack WHERE hash = $1").bind(hash).fetch_optional(&self.read).await?;
        row.map(|row| text(&row, "content")).transpose()
    }
}

pub(crate) async fn put(connection: &mut AnyConnection, call: &Call) -> Result<()> {
    sqlx::query("INSERT INTO call_pack (hash, call_id, content) VALUES ($1, $2, $3) ON CONFLICT (hash) DO NOTHING")
        .bind(call.pack_hash().to_string())
        .bind(&call.id)
        .bind(call.canonical())
        .execute(connection)
        .await?;
    Ok(())
}
