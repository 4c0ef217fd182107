"""The mail that brings an invitation."""

from trivet.platform.mail import Mail, mail_templates, written_moment
from trivet.platform.settings import Settings
from trivet.workspaces.invitation_repository import Invited
from trivet.workspaces.invitations import invitation_link


def invitation_mail(
    found: Invited, workspace_name: str, token: str, settings: Settings, *, id: str  # noqa: A002
) -> Mail:
    """The mail for whoever is invited.

    Args:
        found: the invitation.
        workspace_name: what the workspace was called when it was sent.
        token: the secret of its link.
        settings: where people reach us.
        id: names the mail, each time it is sent.
    """
    templates = mail_templates("trivet.workspaces")
    workspace = _line(workspace_name)
    facts = {
        "workspace": workspace,
        "inviter": _line(found.inviter_name or ""),
        "role": f"{'an' if found.role in {'owner', 'admin'} else 'a'} {found.role}",
        "link": invitation_link(settings, token),
        "expires": written_moment(found.expires_at),
        "bound": found.bound,
        "email": found.email,
        "base_url": settings.base_url,
    }
    return Mail(
        id=id,
        to=found.email,
        subject=f"Join “{workspace}” on Trivet",
        text=templates.get_template("invitation.txt").render(facts),
        html=templates.get_template("invitation.html").render(facts),
    )


def _line(text: str) -> str:
    """What people typed as one line, without what could end it."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(plain.split())
