from typing import Any

from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from core.records.paging import CAP, KeysetPaginator

PAGE_SIZE, LARGEST = 50, 200


class Pagination(BasePagination):
    """Pages by key: follow ``next``. ``page_size`` up to 200; ``counted``: whether ``count`` is all there are."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        asked = request.query_params.get("page_size", "")
        size = min(int(asked), LARGEST) if asked.isdecimal() and int(asked) else PAGE_SIZE
        self.paginator = KeysetPaginator(queryset, size)
        self.found = self.paginator.slice(request.query_params.get("cursor", ""))
        self.address = request.build_absolute_uri()
        return self.found.rows

    def get_paginated_response(self, data: Any) -> Response:
        return Response(
            {
                "count": min(self.paginator.count, CAP),
                "counted": not self.paginator.capped,
                "next": self._link(self.found.after),
                "previous": self._link(self.found.before),
                "results": data,
            }
        )

    def _link(self, cursor: str) -> str | None:
        return replace_query_param(remove_query_param(self.address, "cursor"), "cursor", cursor) if cursor else None

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "nullable": True, "format": "uri"}
        return {
            "type": "object",
            "required": ["count", "counted", "results"],
            "properties": {
                "count": {"type": "integer"},
                "counted": {"type": "boolean", "description": f"false: there are more than {CAP}"},
                "next": link,
                "previous": link,
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            {"name": name, "in": "query", "required": False, "description": told, "schema": {"type": kind}}
            for name, told, kind in (
                ("cursor", "The place that next or previous of another page names.", "string"),
                ("page_size", f"Rows of a page: {PAGE_SIZE}, at most {LARGEST}.", "integer"),
            )
        ]
