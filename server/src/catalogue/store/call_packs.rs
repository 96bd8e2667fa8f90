//! The call packs that decided anything, under the hash of their content: no decision is kept without its pack.

use rules::call::Call;
use sqlx::AnyConnection;

use crate::platform::store::row::text;
use crate::platform::store::{Result, Store};

impl Store {
    /// Makes a call known, so that applications can be decided under it. A pack that is there already stays as it is.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] where the database fails.
    pub async fn put_call(&self, call: &Call) -> Result<()> {
        put(&mut *self.pool.acquire().await?, call).await
    }

    /// The content of the pack with this hash, as it was kept.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] where the database fails.
    pub async fn pack(&self, hash: &str) -> Result<Option<String>> {
        let row =
            sqlx::query("SELECT content FROM call_pack WHERE hash = $1").bind(hash).fetch_optional(&self.pool).await?;
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
