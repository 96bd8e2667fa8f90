-- The provider's id token is not kept any more: docs/adr/0017-sign-out-without-id-token.md. The column stays, empty, so that
-- servers of the version before go on until they are stopped.
UPDATE session SET id_token_sealed = NULL;
