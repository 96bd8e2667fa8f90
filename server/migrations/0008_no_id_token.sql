-- The provider's id token is not kept any more: docs/adr/0017-sign-out-without-id-token.md.
ALTER TABLE session DROP COLUMN id_token_sealed;
