"""Signing in with the organisation's own accounts (OpenID Connect), where `.env` names an issuer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.starlette_client import OAuth
from fastapi import Request, Response
from joserfc.errors import JoseError

from weerwoord.settings import Settings


@dataclass(frozen=True)
class Visitor:
    """Who the issuer says that this is. `second_factor`: whether it says that it asked for one (RFC 8176)."""

    email: str
    second_factor: bool


class SignInFailed(Exception):
    """The issuer refused, cannot be reached, or said something that does not hold."""


class Provider:
    """The organisation's issuer."""

    def __init__(self, settings: Settings) -> None:
        self._issuer = settings.oidc_issuer
        self._back = f"{settings.public_url}/desk/oidc/back"
        self._client = OAuth().register(
            "oidc",
            client_id=settings.oidc_client_id,
            client_secret=settings.oidc_client_secret,
            server_metadata_url=self._issuer.rstrip("/") + "/.well-known/openid-configuration",
            client_kwargs={"scope": "openid email", "code_challenge_method": "S256", "timeout": 5},
        )

    async def send(self, request: Request) -> Response:
        """Send the browser to the issuer.

        Raises:
            SignInFailed: the issuer cannot be reached.
        """
        try:
            response: Response = await self._client.authorize_redirect(request, self._back)
        except (httpx2.HTTPError, ValueError, RuntimeError) as error:
            raise SignInFailed from error
        return response

    async def visitor(self, request: Request) -> Visitor:
        """Who came back from the issuer, by its signed token.

        Raises:
            SignInFailed: it refused, the token does not hold, or its e-mail address is not a verified one.
        """
        try:
            issued_by = {"iss": {"essential": True, "value": self._issuer}}
            token = await self._client.authorize_access_token(request, claims_options=issued_by)
        except (OAuthError, JoseError, httpx2.HTTPError, ValueError, RuntimeError, KeyError) as error:
            raise SignInFailed from error
        claims: dict[str, Any] = token.get("userinfo") or {}
        if claims.get("email_verified") is not True or not isinstance(claims.get("email"), str):
            raise SignInFailed
        return Visitor(claims["email"], "mfa" in claims.get("amr", ()))
