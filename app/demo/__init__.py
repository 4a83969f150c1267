"""The sample case: generates its recordings and papers, and says what is registered and marked about them."""

from app.demo.generate import make_material
from app.demo.material import MadeFile, MarkPlan, Material, PagePlan, SpanPlan, without_receipt

__all__ = ["MadeFile", "MarkPlan", "Material", "PagePlan", "SpanPlan", "make_material", "without_receipt"]
