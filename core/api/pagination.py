from rest_framework.pagination import PageNumberPagination

from core.records.paging import CappedPaginator


class Pagination(PageNumberPagination):
    """Pages of 50 (``page_size`` up to 200) with a capped count."""

    page_size_query_param = "page_size"
    max_page_size = 200
    django_paginator_class = CappedPaginator
