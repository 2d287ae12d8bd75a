"""The JSON Schema of a profile: what an editor accepts is what the program accepts, short forms included."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema


class _Schema(GenerateJsonSchema):
    """Yes and no are words to editors that read YAML 1.2; a profile may use them."""

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        return {"enum": [True, False, "yes", "no"]}

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def schema_of(model: type[BaseModel], title: str) -> dict[str, Any]:
    """The JSON Schema (draft 7, which every editor reads) of what may be written for `model`."""
    made = model.model_json_schema(schema_generator=_Schema)
    return {"$schema": "http://json-schema.org/draft-07/schema#"} | made | {"title": title}
