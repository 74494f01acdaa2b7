"""What all parts of a city file share."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """Figures that belong together; a name that is none of them is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
