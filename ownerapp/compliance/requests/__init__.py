"""The rules over requests, over being asked again, and over access to crash records.

Pure: values in, findings out; a finding is a rule, a stable code and facts. A rule that
cannot be decided -- the holidays of a year are not known -- says so and leaves the others.

Each rule's function stands in the file of its law, under its id.
"""

from ownerapp.compliance.requests.check import REQUEST_RULES, check_request
from ownerapp.compliance.requests.finding import RequestFinding, RequestReport, UndecidedRule

__all__ = ["REQUEST_RULES", "RequestFinding", "RequestReport", "UndecidedRule", "check_request"]
