from supervision.handover.models.copies import HandoverCopy
from supervision.handover.models.handover import Handover
from supervision.handover.models.items import HandoverItem
from supervision.handover.models.traces import TraceBack

__all__ = ["Handover", "HandoverCopy", "HandoverItem", "TraceBack"]
